import type { TFunction } from 'i18next';

interface Marked {
  readonly ownId?: string | undefined;
  readonly relevance?: number | undefined;
}

/** What a document's file says of it besides its text, in one line; empty if it says nothing. */
export function documentMarks({ ownId = '', relevance }: Marked, t: TFunction): string {
  const id = ownId.length > 40 ? `${ownId.slice(0, 40)}…` : ownId;
  const judged = relevance === undefined ? '' : t('documents.relevance', { relevance });
  return [id, judged].filter((mark) => mark !== '').join(' · ');
}
