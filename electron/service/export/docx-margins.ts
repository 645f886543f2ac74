import { Footer, Header, PageNumber, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import type { Paper } from '../../../shared/document/paper.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { textRuns } from './docx-runs.ts';

/** Draft mark and handling on every page, at the right the symbol of a meeting document. */
export function headersOf({ draft, handling, masthead }: Paper, width: number): { default: Header; even?: Header; first?: Header } {
  const marking = [draft, handling].filter(Boolean).join(' · ');
  const header = () => new Header({ children: [spread('Marking', textRuns(marking), textRuns(masthead?.symbol ?? ''), width)] });
  return masthead ? { default: header(), even: header(), first: header() } : { default: header() };
}

/** Meeting documents have the page at the outer edge and the job number at the inner, which stands alone on the first page; others their kind at the left. */
export function footersOf(paper: Paper, words: Wording, width: number): { default: Footer; even?: Footer; first?: Footer } {
  const footer = (left: TextRun[], right: TextRun[]) => new Footer({ children: [spread('PageFoot', left, right, width)] });
  if (!paper.masthead) return { default: footer(textRuns(paper.description), pageNumber(paper, words)) };
  const job = () => textRuns(paper.jobNumber);
  return { default: footer(job(), pageNumber(paper, words)), even: footer(pageNumber(paper, words), job()), first: footer(job(), []) };
}

/** Stand in the message where the two fields go; no language writes them. */
const [PAGE_MARK, PAGES_MARK] = ['\ue000', '\ue001'];

/** `2/9`, or "Page 2 of 9" in the word order of the language; the two figures are fields. */
function pageNumber({ pageNumbers }: Paper, words: Wording): TextRun[] {
  const message =
    pageNumbers === 'figures' ? `${PAGE_MARK}/${PAGES_MARK}` : words.text('report.page', { page: PAGE_MARK, pages: PAGES_MARK });
  const pieces = message.split(new RegExp(`(${PAGE_MARK}|${PAGES_MARK})`)).filter(Boolean);
  return pieces.map(
    (piece) =>
      new TextRun({ children: [piece === PAGE_MARK ? PageNumber.CURRENT : piece === PAGES_MARK ? PageNumber.TOTAL_PAGES : piece] }),
  );
}

function spread(style: string, left: TextRun[], right: TextRun[], width: number): Paragraph {
  return new Paragraph({
    style,
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    children: [...left, new TextRun({ children: [new Tab()] }), ...right],
  });
}
