import { Button, Modal, TextInput } from '@mantine/core';
import { IconDeviceFloppy, IconExternalLink } from '@tabler/icons-react';
import { use, useEffect, useState } from 'react';
import { newFilePage } from '../../../core/results/new-file-page.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import type { Contribution } from '../../store/services.ts';
import { shownRecord } from '../../store/shown-run-slice.ts';
import { BuildContext } from '../header/build-facts.ts';
import { Disclosure } from '../kit/disclosure.tsx';
import { ScrollRegion } from '../kit/scroll-region.tsx';
import { useFormat } from '../kit/use-texts.ts';
import classes from './devices.module.css';
import { useDeviceWords } from './use-device-words.ts';

interface SubmitDialogProps {
  readonly isOpen: boolean;
  readonly close: () => void;
}

/** Shows exactly what would be sent of the run on show, and whether the collection would take it. */
export function SubmitDialog({ isOpen, close }: SubmitDialogProps) {
  const say = useDeviceWords();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={say('sent.title')}
      closeButtonProps={{ 'aria-label': say('sent.close') }}
      size="min(46rem, 100%)"
      transitionProps={{ duration: 120 }}
    >
      <Submission />
    </Modal>
  );
}

function Submission() {
  const say = useDeviceWords();
  const record = useAppState(shownRecord);
  const [label, setLabel] = useState(record?.label ?? '');
  const contribution = useContribution(label);
  return (
    <div className={classes.submission} data-testid="submission">
      <p>{say('sent.lead')}</p>
      {contribution !== null && <Objections of={contribution} />}
      <TextInput
        label={say('sent.label')}
        description={say('sent.labelHelp')}
        value={label}
        maxLength={80}
        onChange={(event) => setLabel(event.currentTarget.value)}
      />
      {contribution !== null && (
        <>
          <Contents of={contribution} />
          <Steps of={contribution} />
        </>
      )}
    </div>
  );
}

/** The run as it would be sent with such a name; the one before, until that is ready. */
function useContribution(label: string): Contribution | null {
  const { prepareContribution } = useServices();
  const record = useAppState(shownRecord);
  const [contribution, setContribution] = useState<Contribution | null>(null);
  useEffect(() => {
    let isWanted = record !== null;
    void prepareContribution(label).then((prepared) => {
      if (isWanted) setContribution(prepared);
    });
    return () => {
      isWanted = false;
    };
  }, [prepareContribution, label, record]);
  return contribution;
}

/** Why the collection would not take the run. Each rule is told once, however many cells break it. */
function Objections({ of: { objections } }: { readonly of: Contribution }) {
  const say = useDeviceWords();
  if (objections.length === 0) return null;
  const first = new Map(objections.toReversed().map((one) => [one.code, one]));
  const codes = [...new Set(objections.map(({ code }) => code))];
  return (
    <section className={classes.objections} role="status" data-testid="objections">
      <strong>{say('sent.refused')}</strong>
      <ul>
        {codes.map((code) => {
          const { where = '', detail = '' } = first.get(code) ?? {};
          return (
            <li key={code} data-code={code}>
              {say(`objection.${code}`)}{' '}
              {(where !== '' || detail !== '') && (
                <code>{[where, detail].filter((part) => part !== '').join(': ')}</code>
              )}
            </li>
          );
        })}
      </ul>
      <p>{say('sent.refusedHelp')}</p>
    </section>
  );
}

function Contents({ of: { name, text, record } }: { readonly of: Contribution }) {
  const say = useDeviceWords();
  const format = useFormat();
  const samples = record.lanes
    .flatMap(({ cells }) => cells)
    .reduce((sum, cell) => sum + (cell.state === 'measured' ? cell.latencyMs.n : 0), 0);
  const all = say('sent.all');
  const bytes = format.bytes(new TextEncoder().encode(text).length);
  return (
    <section>
      <h3>{say('sent.what')}</h3>
      <p>{say('sent.facts', { name, bytes, samples })}</p>
      <Disclosure title={all}>
        <ScrollRegion className={classes.file} label={all}>
          <pre data-testid="contribution">{text}</pre>
        </ScrollRegion>
      </Disclosure>
    </section>
  );
}

function Steps({ of: contribution }: { readonly of: Contribution }) {
  const say = useDeviceWords();
  const { results } = use(BuildContext);
  const { saveContribution } = useServices();
  const [told, setTold] = useState('');
  const { name, objections } = contribution;
  const isTaken = objections.length === 0;
  const save = async () => {
    const { state } = await saveContribution(contribution);
    setTold(say(state === 'copied' ? 'sent.saved' : 'sent.savedOnly', { name }));
  };
  return (
    <section>
      <h3>{say('sent.steps')}</h3>
      <div className={classes.steps}>
        <Button
          variant={isTaken ? 'filled' : 'default'}
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          onClick={() => void save()}
        >
          {say('sent.save')}
        </Button>
        {results !== '' && isTaken && (
          <Button
            component="a"
            variant="light"
            href={newFilePage(results, name)}
            target="_blank"
            rel="noreferrer"
            rightSection={<IconExternalLink size={16} aria-hidden />}
          >
            {say('sent.page')}
          </Button>
        )}
      </div>
      <p role="status">{told}</p>
      <p className={classes.quiet}>{results === '' ? say('sent.byHand') : say('sent.pageHelp')}</p>
    </section>
  );
}
