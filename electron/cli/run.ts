import type { Command } from './command.ts';
import { dataCommands } from './data-commands.ts';
import { detectCommand } from './detect-command.ts';
import { disclosureCommands } from './disclosure-commands.ts';
import { documentCommands } from './document-commands.ts';
import { importCommands } from './import-commands.ts';
import { parseLine } from './options.ts';
import { EXIT, printAnswer, printError, UsageError } from './output.ts';
import { qualityCommands } from './quality-commands.ts';
import { recipeCommands } from './recipe-commands.ts';
import { signalCommands } from './signal-commands.ts';
import { workspaceCommands } from './workspace-commands.ts';

const COMMANDS: Command[] = [
  ...workspaceCommands,
  ...importCommands,
  ...recipeCommands,
  ...dataCommands,
  detectCommand,
  ...qualityCommands,
  ...signalCommands,
  ...documentCommands,
  ...disclosureCommands,
];

const COMMON_HELP = `
Every command understands
  --workspace FOLDER        the workspace folder (or STOWAGE_WORKSPACE)
  --analyst SIGN            whose passphrase it is
  --passphrase-file FILE    its first line is the passphrase (or STOWAGE_PASSPHRASE, or STOWAGE_RECOVERY_CODE)
  --json                    one JSON value on standard output and nothing else
Exit codes: 0 done, 1 refused, 2 usage.`;

function help(commands: Command[]): string {
  const lines = commands.map(({ name, usage, does }) => `  ${name} ${usage}\n      ${does}`);
  return `npm run -s stowage -- <command>\n\n${lines.join('\n')}\n${COMMON_HELP}`;
}

/** The command whose name the line begins with; longer names first, so that `analyst add` is found. */
function findCommand(args: string[]): { command: Command; rest: string[] } | undefined {
  for (const command of COMMANDS) {
    const words = command.name.split(' ');
    if (words.every((word, index) => args[index] === word)) return { command, rest: args.slice(words.length) };
  }
  return undefined;
}

/** Runs one command line; answers with its exit code. */
export async function run(args: string[]): Promise<number> {
  const asJson = args.includes('--json');
  try {
    const found = findCommand(args);
    if (!found) {
      if (args.length === 0 || !args.some((arg) => arg === '--help' || arg === '-h'))
        throw new UsageError(args[0] ? `There is no command "${args[0]}".` : help(COMMANDS));
      process.stdout.write(`${help(COMMANDS)}\n`);
      return EXIT.done;
    }
    const line = parseLine(found.rest, found.command.options);
    if (line.values.help) {
      process.stdout.write(`${help([found.command])}\n`);
      return EXIT.done;
    }
    return printAnswer(await found.command.run(line), asJson);
  } catch (error) {
    return printError(error, asJson);
  }
}
