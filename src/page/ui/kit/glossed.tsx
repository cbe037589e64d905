import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';

const codes = ['fp32', 'fp16', 'q8', 'q4', 'q4f16', 'jspi', 'asyncify'] as const;

const code = new RegExp(`\\b(${codes.join('|')})\\b`);

/** A text whose codes, such as "q8" or "jspi", tell their meaning as tooltips. */
export function Glossed({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  // Every second part is a code.
  return text.split(code).map((part, i) => {
    const found = codes.find((one) => one === part);
    return (
      // The parts of a text have nothing but their place.
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <Fragment key={i}>
        {found === undefined ? part : <abbr title={t(`gloss.${found}`)}>{part}</abbr>}
      </Fragment>
    );
  });
}
