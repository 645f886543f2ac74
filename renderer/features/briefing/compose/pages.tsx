import { type CSSProperties, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Sheet } from '../../../../shared/document/page/style.ts';
import type { Paper } from '../../../../shared/document/paper.ts';
import { createWording } from '../../../../shared/report/create-wording.ts';
import { useWords } from '../../../app/words.tsx';
import { useWidth } from '../../../blocks/use-width.ts';
import { numbered } from '../../../ui/numbered.ts';
import classes from './compose.module.css';
import { countSheets, fillSheets, GAP, sheetOf } from './printed.ts';

const PIXELS = 96 / 25.4;

/** The document sheet by sheet as it is printed to PDF, as large as there is room for. */
export function Pages({ paper }: { paper: Paper }) {
  const words = useWords();
  const { ref, width } = useWidth<HTMLDivElement>();
  const sheet = sheetOf(paper);
  const zoom = width === null ? 1 : Math.min(1, width / (sheet.width * PIXELS));
  const { host, count } = useSheets(paper, sheet);
  const told =
    paper.slides.length > 0
      ? words.text('compose.slides', { count: paper.slides.length, pages: count })
      : words.text('compose.pages', { count });
  return (
    <div ref={ref}>
      <p className={classes.pageCount} role="status">
        {told}
      </p>
      <div
        className={classes.pages}
        style={{ zoom, width: `${sheet.width}mm`, height: `${count * (sheet.height + GAP)}mm` }}
        lang={paper.language}
        role="document"
        aria-label={told}
      >
        {numbered(Array.from({ length: count })).map(({ at }) => (
          <Back key={at} paper={paper} sheet={sheet} page={at + 1} pages={count} />
        ))}
        <div className={classes.flow} ref={host} style={{ top: `${sheet.top}mm`, left: `${sheet.left}mm` }} />
      </div>
    </div>
  );
}

/** The printed page in its own root, and how many sheets it came to; counted again when faces and pictures are in. */
function useSheets(paper: Paper, sheet: Sheet) {
  const host = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(1);
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    fillSheets(root, paper, createWording(paper.language));
    const count = () => setCount(countSheets(root, sheet));
    count();
    const observer = new ResizeObserver(count);
    for (const child of root.querySelectorAll('.flow, .flow > *')) observer.observe(child);
    return () => observer.disconnect();
  }, [paper, sheet]);
  return { host, count };
}

/** One sheet with what stands in its margins, as the rules of the print have it. */
function Back({ paper, sheet, page, pages }: { paper: Paper; sheet: Sheet; page: number; pages: number }) {
  const own = useMemo(() => createWording(paper.language), [paper.language]);
  const counted = paper.pageNumbers === 'figures' ? `${page}/${pages}` : own.text('report.page', { page, pages });
  const number = paper.masthead && page === 1 ? '' : counted;
  const name = paper.masthead ? paper.jobNumber : paper.description;
  const isLeft = paper.masthead !== null && page % 2 === 0;
  const margins: CSSProperties = { paddingInline: `${sheet.left}mm ${sheet.right}mm` };
  return (
    <div
      className={classes.back}
      data-sheet={page}
      style={{ top: `${(page - 1) * (sheet.height + GAP)}mm`, width: `${sheet.width}mm`, height: `${sheet.height}mm` }}
    >
      <p className={classes.margin} style={{ ...margins, height: `${sheet.top}mm` }}>
        <strong>{[paper.draft, paper.handling].filter(Boolean).join(' · ')}</strong>
        <span>{paper.masthead?.symbol}</span>
      </p>
      <p className={classes.margin} style={{ ...margins, height: `${sheet.bottom}mm` }}>
        <span>{isLeft ? number : name}</span>
        <span>{isLeft ? name : number}</span>
      </p>
    </div>
  );
}
