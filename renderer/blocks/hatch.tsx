import { isMissing, MISSING_KINDS, type MissingKind, missingKind } from '../../shared/domain/missing.ts';

/** What a hatch stands for: one of the four kinds of missing, or a period that is not complete. */
export type HatchKind = MissingKind | 'incomplete';

const ANGLE: Record<HatchKind, number> = {
  'not-reported': 45,
  'not-known': -45,
  'not-collected': 0,
  'not-applicable': 90,
  incomplete: 45,
};

/** The patterns of what is missing, in an SVG: grey always, told apart by the direction of their lines. */
export function HatchPatterns({ id }: { id: string }) {
  const kinds: HatchKind[] = [...MISSING_KINDS, 'incomplete'];
  return (
    <defs>
      {kinds.map((kind) => (
        <pattern
          key={kind}
          id={`${id}-${kind}`}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform={`rotate(${ANGLE[kind]})`}
        >
          {kind !== 'incomplete' && <rect width={6} height={6} fill="var(--hatch-paper)" />}
          <rect width={2} height={6} fill={kind === 'incomplete' ? 'var(--paper)' : 'var(--hatch)'} />
        </pattern>
      ))}
    </defs>
  );
}

export function hatchFill(id: string, kind: HatchKind): string {
  return `url(#${id}-${kind})`;
}

/** The hatch of a value: its kind of missing, where the chart says that it is not stated or, where it says nothing, by its code. */
export function hatchOf(code: string, hatched = isMissing(code)): MissingKind | undefined {
  return hatched ? (missingKind(code) ?? 'not-reported') : undefined;
}
