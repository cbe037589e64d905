import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { maxQueryCharacters } from '../../../core/input/input-limits.ts';
import { inputProblemMessage } from '../../../core/texts/message.ts';
import { useAppState } from '../../store/app-context.ts';
import { Section } from '../kit/section.tsx';
import { lengthAfterPaste } from './paste.ts';

export function QueryField() {
  const { t } = useTranslation();
  const query = useAppState((state) => state.input.query);
  const setQuery = useAppState((state) => state.setQuery);
  const isAsked = useAppState((state) => state.editedInput === 'query');
  const addNotice = useAppState((state) => state.addNotice);
  return (
    <Section title={t('query.title')}>
      <Textarea
        id="query"
        // What a drawer focuses first.
        {...(isAsked && { 'data-autofocus': true })}
        aria-label={t('query.label')}
        placeholder={t('query.placeholder')}
        autosize
        minRows={1}
        maxRows={4}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onPaste={(event) => {
          const actual = lengthAfterPaste(event);
          if (actual <= maxQueryCharacters) return;
          event.preventDefault();
          const problem = { code: 'query-too-long', actual, limit: maxQueryCharacters } as const;
          addNotice('error', inputProblemMessage(problem));
        }}
      />
    </Section>
  );
}
