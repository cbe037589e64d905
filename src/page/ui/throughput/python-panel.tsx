import { Button, Code, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Disclosure } from '../kit/disclosure.tsx';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { originalModel } from './original-model.ts';
import { pythonSnippet } from './python-snippet.ts';
import classes from './recommendation.module.css';

interface PythonPanelProps {
  readonly modelId: string;
  readonly maxLength: number;
  readonly batchSizes: readonly number[];
  readonly batchSize: number;
  readonly pairCount: number;
  /** Whether the samples decide for `batchSize`. */
  readonly isSure: boolean;
  /** Backend and device that the recommendation holds for. */
  readonly place: string;
}

/** What to do with the recommendation elsewhere: a program that checks it on a server. */
export function PythonPanel({ modelId, place, batchSize, isSure, ...numbers }: PythonPanelProps) {
  const { t } = useTranslation();
  const model = originalModel(modelId);
  const snippet = pythonSnippet({
    model,
    batchSize,
    ...numbers,
    comments: {
      measuredOn: t(isSure ? 'python.comment.measuredOn' : 'python.comment.notYetSure', {
        batch: batchSize,
        place,
      }),
      model: model.kind === 'same' ? null : t(`python.comment.${model.kind}`),
      pairs: t('python.comment.pairs'),
      warmUp: t('python.comment.warmUp'),
      recommended: t(isSure ? 'python.comment.recommended' : 'python.comment.tentative'),
    },
  });
  return (
    <Disclosure title={t('python.title')}>
      <div className={classes.python} data-testid="python">
        <div className={classes.pythonHead}>
          <p className={classes.dim}>{t('python.intro')}</p>
          <CopyButton value={snippet}>
            {({ copied, copy }) => (
              <Button
                variant="light"
                size="compact-sm"
                onClick={copy}
                leftSection={
                  copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />
                }
              >
                {copied ? t('python.copied') : t('python.copy')}
              </Button>
            )}
          </CopyButton>
        </div>
        <ScrollRegion label={t('python.code')} className={classes.code}>
          <Code block translate="no">
            {snippet}
          </Code>
        </ScrollRegion>
      </div>
    </Disclosure>
  );
}
