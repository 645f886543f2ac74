import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Paper, PaperMasthead } from '../../../../shared/document/paper.ts';
import { useWords } from '../../../app/words.tsx';
import { numbered } from '../../../ui/numbered.ts';
import classes from './compose.module.css';
import { PaperBlockView, runs } from './paper-block.tsx';

/** Width of the text and distance from one page's text to the next, in pixels, as `compose.module.css` has them. */
const [TEXT_WIDTH, GAP] = [624, 168];

/** The document page by page as it will be printed: the text flows through columns of a page's size. */
export function Pages({ paper }: { paper: Paper }) {
  return paper.slides.length > 0 ? <Slides paper={paper} /> : <Sheets paper={paper} />;
}

function Sheets({ paper }: { paper: Paper }) {
  const words = useWords();
  const flow = useRef<HTMLDivElement>(null);
  const count = usePageCount(flow);
  return (
    <div className={classes.pages} lang={paper.language} role="document" aria-label={words.text('compose.pages', { count })}>
      <div className={classes.backs} aria-hidden>
        {numbered(Array.from({ length: count })).map(({ at }) => (
          <div key={at} className={classes.back}>
            <p className={classes.pageHead}>
              <span>{paper.draft}</span>
              <span>{paper.handling}</span>
            </p>
            <p className={classes.pageFoot}>
              <span>
                {paper.pageNumbers === 'figures' ? `${at + 1}/${count}` : words.text('compose.page', { page: at + 1, pages: count })}
              </span>
              <span>{paper.jobNumber}</span>
            </p>
          </div>
        ))}
      </div>
      <div className={classes.flow} ref={flow}>
        {paper.masthead ? <MastheadView masthead={paper.masthead} /> : <h1 className={classes.documentTitle}>{paper.title}</h1>}
        {numbered(paper.blocks).map(({ at, item }) => (
          <PaperBlockView key={at} block={item} />
        ))}
        <Footnotes paper={paper} />
      </div>
    </div>
  );
}

/** As many columns as the text came to; measured again when pictures have come in. */
function usePageCount(flow: RefObject<HTMLDivElement | null>): number {
  const [count, setCount] = useState(1);
  useLayoutEffect(() => {
    const element = flow.current;
    if (!element) return undefined;
    const measure = () => setCount(Math.max(1, Math.round((element.scrollWidth + GAP) / (TEXT_WIDTH + GAP))));
    measure();
    const observer = new ResizeObserver(measure);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  });
  return count;
}

function MastheadView({ masthead }: { masthead: PaperMasthead }) {
  return (
    <header className={classes.mastheadView}>
      <p className={classes.symbol}>{masthead.symbol}</p>
      <p className={classes.right}>{masthead.date}</p>
      <p className={classes.right}>{runs(masthead.original)}</p>
      <p className={classes.strong}>{masthead.meeting}</p>
      <p>{masthead.placeAndDates}</p>
      <p className={classes.kind}>{masthead.kind}</p>
      <p>{masthead.rapporteur}</p>
      <h1 className={classes.h1}>{masthead.agendaItem}</h1>
      <p className={classes.strong}>{masthead.issue}</p>
    </header>
  );
}

function Footnotes({ paper }: { paper: Paper }) {
  const texts = paper.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [...block.text, ...block.points.flatMap(({ text }) => text)] : [],
  );
  const notes = [...(paper.masthead?.original ?? []), ...texts].flatMap(({ footnote }) => (footnote === undefined ? [] : [footnote]));
  return notes.length === 0 ? null : (
    <footer className={classes.footnotes}>
      {numbered(notes).map(({ at, item }) => (
        <p key={at}>
          <sup>*</sup> {item}
        </p>
      ))}
    </footer>
  );
}

function Slides({ paper }: { paper: Paper }) {
  const words = useWords();
  return (
    <div
      className={classes.slides}
      lang={paper.language}
      role="document"
      aria-label={words.text('compose.slides', { count: paper.slides.length })}
    >
      {numbered(paper.slides).map(({ at, item }) => (
        <section key={at} className={classes.slideRow}>
          <div className={classes.slide}>
            <h2>{item.title}</h2>
            {numbered(item.blocks).map(({ at: place, item: block }) => (
              <PaperBlockView key={place} block={block} />
            ))}
          </div>
          <p className={classes.speaker}>{item.notes}</p>
        </section>
      ))}
    </div>
  );
}
