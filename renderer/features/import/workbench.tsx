import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconListDetails } from '@tabler/icons-react';
import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { type Action, useActions } from '../../app/actions.ts';
import { useWords } from '../../app/words.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { bytesText } from '../../ui/format.ts';
import { IconAct } from '../../ui/icon-act.tsx';
import { useInTurn } from '../../ui/use-in-turn.ts';
import classes from './bench.module.css';
import { answered, edited } from './edits.ts';
import { layoutText } from './field-names.ts';
import { delimiterText } from './file-choices.tsx';
import { FilePane } from './file-pane.tsx';
import { type Bench, closeImport, decide, redoDecision, runImport, shownRecipe, undoDecision } from './import-state.ts';
import { MappingPane } from './mapping-pane.tsx';
import { ProblemList } from './problem-list.tsx';
import { type Problem, problemsOf } from './problems.ts';
import { RecipePanel } from './recipe-panel.tsx';
import { ResultPane } from './result-pane.tsx';

/** File, mapping and result; each is long to draw at first. */
const PANES = 3;

/** A file on the bench: what is left to decide, then the file, its mapping and the result side by side. Nothing has been stored yet. */
export function Workbench({ bench }: { bench: Bench }) {
  const words = useWords();
  const [chosen, setChosen] = useState<string | null>(null);
  const [recipeOpen, setRecipeOpen] = useState(false);
  const panes = useRef<HTMLDivElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  // The button that chose the file is gone; a dialog gives its focus back a moment later.
  useEffect(() => {
    const isLost = () => document.activeElement === null || document.activeElement === document.body;
    const timer = setTimeout(() => isLost() && title.current?.focus(), 50);
    return () => clearTimeout(timer);
  }, []);
  const { understanding, history, questions } = bench;
  const recipe = shownRecipe(bench);
  const problems = problemsOf(understanding, recipe, questions);
  const answer = useCallback((id: string, value: string) => decide(answered(history.now, recipe, id, value)), [history.now, recipe]);
  const edit = useCallback((next: Recipe) => decide(edited(history.now, next)), [history.now]);
  // Whoever walks down the columns need not wait until the values of each are drawn.
  const choose = useCallback((header: string) => startTransition(() => setChosen(header)), []);
  const [hasFile, hasMapping, hasResult] = useInTurn(true, PANES);
  const go = (problem: Problem | undefined) => {
    if (!problem) return;
    if (problem.place.pane === 'mapping' && problem.place.header !== null) setChosen(problem.place.header);
    setTimeout(() => focusPlace(panes.current, problem), 0);
  };
  useActions(
    benchActions(
      bench,
      () => go(problems[0]),
      () => setRecipeOpen(true),
    ),
  );
  return (
    <div className={classes.bench} aria-busy={bench.reading} ref={panes}>
      <h1 className={classes.spoken} tabIndex={-1} data-screen-title ref={title}>
        {words.text('import.title')}
      </h1>
      <BenchHead bench={bench} onRecipe={() => setRecipeOpen(true)} />
      {bench.error ? <ErrorNote error={bench.error} /> : null}
      <ProblemList problems={problems} onGo={go} />
      <div className={classes.panes}>
        {hasFile ? (
          <FilePane understanding={understanding} recipe={recipe} questions={questions} onAnswer={answer} onRecipe={edit} />
        ) : null}
        {hasMapping ? (
          <MappingPane
            understanding={understanding}
            recipe={recipe}
            questions={questions}
            chosen={chosen}
            onChoose={choose}
            onAnswer={answer}
            onRecipe={edit}
          />
        ) : null}
        {hasResult ? <ResultPane understanding={understanding} recipe={recipe} /> : null}
      </div>
      <RecipePanel
        open={recipeOpen}
        recipe={recipe}
        suggested={bench.suggested}
        onRecipe={edit}
        onLoad={(loaded) => decide({ ...edited(history.now, loaded), isLoaded: true })}
        onClose={() => setRecipeOpen(false)}
      />
    </div>
  );
}

/** To the question of the place, else to the first value that would be lost, else to the pane. */
function focusPlace(root: HTMLElement | null, { place, id }: Problem): void {
  const pane = root?.querySelector<HTMLElement>(`[data-bench="${place.pane}"]`);
  const question = id.startsWith('question ')
    ? pane?.querySelector<HTMLElement>(`[data-question="${CSS.escape(id.slice(9))}"] button`)
    : null;
  const value = place.pane === 'mapping' ? pane?.querySelector<HTMLElement>('[data-value]') : null;
  const target = question ?? value ?? pane?.querySelector<HTMLElement>('[data-detail] input, [data-item][tabindex="0"]') ?? pane;
  target?.scrollIntoView({ block: 'nearest' });
  target?.focus();
}

function benchActions(bench: Bench, onProblem: () => void, onRecipe: () => void): Action[] {
  const isFree = () => !(document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'text');
  const { past, future } = bench.history;
  return [
    {
      id: 'import-undo',
      titleKey: 'import.act.undo',
      keys: 'mod+z',
      group: 'screen',
      when: () => isFree() && past.length > 0,
      run: () => undoDecision(),
    },
    {
      id: 'import-redo',
      titleKey: 'import.act.redo',
      keys: 'mod+shift+z',
      group: 'screen',
      when: () => isFree() && future.length > 0,
      run: () => redoDecision(),
    },
    { id: 'import-problem', titleKey: 'import.act.problem', keys: 'p', group: 'screen', run: onProblem },
    { id: 'import-recipe', titleKey: 'import.act.recipe', keys: 'r', group: 'screen', run: onRecipe },
    {
      id: 'import-run',
      titleKey: 'import.act.run',
      keys: 'mod+Enter',
      group: 'screen',
      when: () => canRun(bench),
      run: () => void runImport(bench.error?.code === 'already-imported'),
    },
  ];
}

function canRun(bench: Bench): boolean {
  return bench.questions.length === 0 && !bench.reading && !bench.running;
}

function BenchHead({ bench, onRecipe }: { bench: Bench; onRecipe(): void }) {
  const words = useWords();
  const { understanding, history } = bench;
  const repeated = bench.error?.code === 'already-imported';
  const { layout } = understanding.recipe;
  return (
    <header className={classes.benchHead}>
      <div className={classes.grow}>
        <h2>{understanding.file.fileName}</h2>
        <p className={classes.facts}>
          {factsText(words, bench)}
          {layout ? (
            <>
              {' '}
              {words.text('import.preview.recognised')} <strong>{layoutText(words, layout)}</strong>
            </>
          ) : null}
        </p>
      </div>
      <p className={classes.state} role="status" data-ready={canRun(bench) || undefined}>
        {stateText(words, bench)}
      </p>
      <div className={classes.benchActs}>
        <IconAct
          label={words.text('import.act.undo')}
          isOff={history.past.length === 0}
          onAct={() => undoDecision()}
          icon={IconArrowBackUp}
        />
        <IconAct
          label={words.text('import.act.redo')}
          isOff={history.future.length === 0}
          onAct={() => redoDecision()}
          icon={IconArrowForwardUp}
        />
        <Button variant="default" leftSection={<IconListDetails size={15} aria-hidden />} onClick={onRecipe}>
          {words.text('import.recipe.title')}
        </Button>
        <Button variant="default" disabled={bench.running} onClick={closeImport}>
          {words.text('import.preview.close')}
        </Button>
        <Button disabled={!canRun(bench)} loading={bench.running} onClick={() => void runImport(repeated)}>
          {words.text(repeated ? 'import.preview.again' : 'import.preview.run')}
        </Button>
      </div>
    </header>
  );
}

function factsText(words: Wording, { understanding }: Bench): string {
  const { file, columns } = understanding;
  const parts = [
    bytesText(words, file.bytes),
    file.entry ?? '',
    (file.encoding ?? file.format).toUpperCase(),
    file.delimiter === null ? '' : delimiterText(words, file.delimiter),
    words.text('import.bench.size', {
      columns: columns.length,
      rows: understanding.totalRows,
      shown: words.number(understanding.totalRows),
    }),
  ];
  return parts.filter(Boolean).join(' · ');
}

function stateText(words: Wording, { questions, reading }: Bench): string {
  if (reading) return words.text('import.bench.reading');
  return questions.length > 0 ? words.text('import.bench.asked', { questions: questions.length }) : words.text('import.bench.ready');
}
