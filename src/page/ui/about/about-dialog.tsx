import { Anchor, Modal, Title } from '@mantine/core';
import { type ReactNode, use, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { about as english } from '../../../core/texts/en/about.ts';
import { about as chinese } from '../../../core/texts/zh-cn/about.ts';
import { BuildContext } from '../header/build-facts.ts';
import { useLateTexts } from '../kit/use-texts.ts';
import classes from './about.module.css';

const words = { en: english, 'zh-CN': chinese };

/** The dialog's own words, which are not among those of the first load. */
function useAbout() {
  useLateTexts('about', words);
  return useTranslation('about').t;
}

interface AboutDialogProps {
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** What the page is, how it measures and what its words mean, with links to the docs. It needs no network. */
export function AboutDialog({ isOpen, close }: AboutDialogProps) {
  const { t } = useTranslation();
  const say = useAbout();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={say('title')}
      closeButtonProps={{ 'aria-label': say('close') }}
      size="min(44rem, 100%)"
      transitionProps={{ duration: 120 }}
    >
      <div className={classes.about} data-testid="about">
        <p className={classes.lead}>{say('what')}</p>
        <Part title={say('begin.title')}>
          <ol>
            <li>{say('begin.choose')}</li>
            <li>{say('begin.measure')}</li>
            <li>{say('begin.rank')}</li>
          </ol>
        </Part>
        <Part title={say('method.title')}>
          <p>
            {[say('method.rounds'), say('method.throughput'), say('method.recommendation')].join(
              t('joint.sentences'),
            )}
          </p>
        </Part>
        <Part title={say('words.title')}>
          <dl className={classes.words}>
            {(['pair', 'batch', 'precision', 'device', 'build', 'twin'] as const).map((word) => (
              <div key={word}>
                <dt>{say(`words.${word}.term`)}</dt>
                <dd>{say(`words.${word}.meaning`)}</dd>
              </div>
            ))}
          </dl>
        </Part>
        <Docs />
        <Project />
      </div>
    </Modal>
  );
}

/** Which file below `docs/` each title leads to. */
const docs = {
  using: 'using-the-page.md',
  method: 'method.md',
  models: 'models.md',
  twins: 'twins.md',
  loadTests: 'load-tests.md',
  settings: 'settings.md',
  commandLine: 'command-line.md',
  ci: 'ci.md',
  hosting: 'hosting.md',
} as const;

function Docs() {
  const say = useAbout();
  const { source } = use(BuildContext);
  const titles = Object.keys(docs) as (keyof typeof docs)[];
  return (
    <Part title={say('docs.title')}>
      {source === '' && <p>{say('docs.inSource')}</p>}
      <ul className={classes.docs}>
        {titles.map((title) => (
          <li key={title}>
            {source === '' ? (
              <>
                {say(`docs.${title}`)} <code>{docs[title]}</code>
              </>
            ) : (
              <Outside to={`${source}/blob/HEAD/docs/${docs[title]}`}>{say(`docs.${title}`)}</Outside>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Project() {
  const { t } = useTranslation();
  const say = useAbout();
  const { version, commit, source, hasLicences } = use(BuildContext);
  return (
    <Part title={say('project.title')}>
      <ul className={classes.project}>
        {version !== '' && (
          <li>
            {commit === ''
              ? say('project.version', { version })
              : say('project.versionAndCommit', { version, commit })}
          </li>
        )}
        <li>{say('project.licence')}</li>
        {hasLicences && (
          <li>
            <Outside to="licences.md">{say('project.contained')}</Outside>
          </li>
        )}
        {source !== '' && (
          <li>
            {say('project.source')}
            {t('joint.label')}
            <Outside to={source}>{source.replace(/^https?:\/\//, '')}</Outside>
          </li>
        )}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={3} id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}

/** A link that leaves the page, and what it measures, where it is. */
function Outside({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Anchor href={to} target="_blank" rel="noreferrer" inherit>
      {children}
    </Anchor>
  );
}
