import type { HubFetch } from '../look-at-model.ts';

export interface FakeHub {
  readonly fetch: HubFetch;
  /** `METHOD address` of every request. */
  readonly requests: string[];
}

/** A reranker's configuration. */
export const rerankerConfig = {
  model_type: 'xlm-roberta',
  architectures: ['XLMRobertaForSequenceClassification'],
  id2label: { 0: 'LABEL_0' },
  vocab_size: 1000,
  hidden_size: 16,
};

/**
 * A hub that answers by the end of an address; `null` is a host that cannot be reached, what is not named is
 * absent.
 */
export function fakeHub(answers: Readonly<Record<string, (() => Response) | null>>): FakeHub {
  const requests: string[] = [];
  return {
    requests,
    fetch: async (address, init = {}) => {
      requests.push(`${init.method ?? 'GET'} ${address}`);
      const found = Object.entries(answers).find(([end]) => address.endsWith(end));
      if (found === undefined) return new Response('Entry not found', { status: 404 });
      const answer = found[1];
      if (answer === null) throw new TypeError('Failed to fetch');
      return answer();
    },
  };
}

export const json = (value: unknown) => () => Response.json(value);

/** A file by its headers alone. */
export const sized = (bytes: number) => () =>
  new Response(null, { headers: { 'content-length': String(bytes) } });

export const refusing = (status: number, code?: string) => () =>
  new Response('', { status, ...(code !== undefined && { headers: { 'x-error-code': code } }) });
