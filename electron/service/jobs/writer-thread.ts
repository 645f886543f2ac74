import { parentPort, workerData } from 'node:worker_threads';
import { WRITE_TASKS } from './write-tasks.ts';
import type { WriterBirth } from './writer-protocol.ts';
import { work } from './writer-work.ts';

if (parentPort) work(parentPort, workerData as WriterBirth, WRITE_TASKS);
