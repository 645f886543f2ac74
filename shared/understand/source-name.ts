/** Of the file's name what will not change by the next quarter: no ending, no dates, no running number. */
export function sourceNameOf(fileName: string): string {
  const stem = fileName.replace(/\.[A-Za-z0-9]{1,5}$/u, '').replace(/\.(?:csv|xlsx|json|ndjson)$/iu, '');
  const bare = stem
    .replace(/(?:fy)?(?:19|20)?\d{2}(?=$|[^\d\p{L}])/giu, '')
    .replace(/\d{4,}/g, '')
    .replace(/[\s_.()[\]-]+/gu, ' ')
    .trim();
  return bare.length >= 3 ? bare : stem || 'file';
}
