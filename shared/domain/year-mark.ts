const MARKED_YEAR =
  /^((?:19|20)\d{2})\s*(?:[*\u2020\u2021\u00A7]+|[\u00B9\u00B2\u00B3\u2070-\u2079]+|\(?(?:[per]|prov(?:isional|isoire|isorio)?|prelim(?:inary)?|pr[eé]liminaire|preliminar|предв(?:арительно)?|rev(?:ised|isado)?|est(?:imate|imado)?)\.?\)?)$/iu;

/** A year that heads a column, without the mark that its figures are provisional, revised or explained below: `2020*`, `2021p`, `2021 (prov.)`. */
export function withoutYearMark(text: string): string {
  return text.trim().replace(MARKED_YEAR, '$1');
}
