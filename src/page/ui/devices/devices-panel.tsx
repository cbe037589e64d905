import { Button, Select, Switch, Title } from '@mantine/core';
import { IconPlayerPlayFilled, IconSend } from '@tabler/icons-react';
import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { CollectedRun } from '../../../core/results/collected-run.ts';
import { type ComparedTask, comparedTasks } from '../../../core/results/compared-tasks.ts';
import { type DeviceFilter, everything } from '../../../core/results/device-figures.ts';
import { useAppState, useServices } from '../../store/app-context.ts';
import { isRunUnderWay } from '../../store/run-slice.ts';
import { shownRecord } from '../../store/shown-run-slice.ts';
import panel from '../kit/panel.module.css';
import { DeviceFilters } from './device-filters.tsx';
import { DeviceList } from './device-list.tsx';
import { deviceRows } from './device-rows.ts';
import classes from './devices.module.css';
import { type OwnRun, useOwnRun } from './own-run.ts';
import { ReferenceNotes } from './reference-notes.tsx';
import { SubmitDialog } from './submit-dialog.tsx';
import { useDeviceWords } from './use-device-words.ts';

/** What other devices reach, the visitor's own among them, and published figures. */
export function DevicesPanel() {
  const say = useDeviceWords();
  const { readCollection } = useServices();
  // The list is drawn in small pieces.
  const collection = useDeferredValue(useAppState((state) => state.collection));
  useEffect(() => void readCollection(), [readCollection]);
  return (
    <div className={`${panel.panel} ${classes.panel}`} data-testid="devices">
      <div className={panel.head}>
        <Title order={3}>{say('title')}</Title>
        <Submit />
      </div>
      <p className={classes.quiet}>{say('lead')}</p>
      {collection.state === 'failed' ? (
        <p className={classes.quiet} role="alert">
          {say('failed')}{' '}
          <Button variant="subtle" size="compact-sm" onClick={() => void readCollection()}>
            {say('again')}
          </Button>
        </p>
      ) : collection.state === 'ready' ? (
        <Results runs={collection.runs} />
      ) : (
        <p className={classes.quiet}>{say('reading')}</p>
      )}
    </div>
  );
}

function Results({ runs }: { readonly runs: readonly CollectedRun[] }) {
  const say = useDeviceWords();
  const own = useOwnRun();
  const ownRun = own.state === 'comparable' ? own.run : null;
  const [asked, setAsked] = useState<string | null>(null);
  const [filter, setFilter] = useState<DeviceFilter>(everything);
  const [withReferences, setWithReferences] = useState(true);
  const task = useMemo(() => firstTask(asked, ownRun, runs), [asked, ownRun, runs]);
  const { rows, names, deviceCount } = useMemo(
    () => deviceRows(runs, ownRun, task, { filter, withReferences }),
    [runs, ownRun, task, filter, withReferences],
  );
  const place = rows.filter(({ kind }) => kind !== 'reference').findIndex(({ kind }) => kind === 'own') + 1;
  return (
    <>
      <div className={classes.choice}>
        <Select
          size="sm"
          className={classes.task ?? ''}
          label={say('model')}
          allowDeselect={false}
          value={task.key}
          onChange={setAsked}
          data={comparedTasks.map(({ key, title, pairCount }) => ({
            value: key,
            label: say('task', { model: title, count: pairCount }),
          }))}
        />
        <DeviceFilters names={names} filter={filter} change={setFilter} />
        <Switch
          className={classes.switch ?? ''}
          label={say('showReferences')}
          checked={withReferences}
          onChange={(event) => setWithReferences(event.currentTarget.checked)}
        />
      </div>
      <Standing own={own}>
        {place > 0 && deviceCount > 0 && say('place', { place, count: deviceCount + 1 })}
      </Standing>
      {deviceCount === 0 && (
        <p className={classes.quiet} data-testid="no-device">
          {names.length === 0 ? say('noDevice') : say('noneLeft')}{' '}
          {names.length > 0 && (
            <Button variant="subtle" size="compact-sm" onClick={() => setFilter(everything)}>
              {say('showAll')}
            </Button>
          )}
        </p>
      )}
      {rows.length > 0 && <DeviceList rows={rows} />}
      {deviceCount > 0 && <p className={classes.quiet}>{say('median')}</p>}
      <ReferenceNotes rows={rows} />
    </>
  );
}

/** The work that is shown first: the largest model of the visitor's own run, else what most devices measured. */
function firstTask(
  asked: string | null,
  own: CollectedRun | null,
  runs: readonly CollectedRun[],
): ComparedTask {
  const find = (key: string | undefined) => comparedTasks.find((task) => task.key === key);
  const measured = (task: ComparedTask) =>
    runs.filter(({ figures }) => figures.some((figure) => figure.task === task.key)).length;
  const most = comparedTasks.toSorted((a, b) => measured(b) - measured(a))[0];
  const found = find(asked ?? undefined) ?? find(own?.figures.at(-1)?.task) ?? most;
  if (found === undefined) throw new Error('The suites have no task.');
  return found;
}

/** Where the visitor's own result stands, or why it does not, with the way there. */
function Standing({ own, children }: { readonly own: OwnRun; readonly children: ReactNode }) {
  const say = useDeviceWords();
  if (own.state === 'comparable') {
    return children === false ? null : (
      <p className={classes.standing} data-testid="own-place">
        {children}
      </p>
    );
  }
  return (
    <div className={classes.invitation}>
      {own.state !== 'none' && <p>{say(`notAmong.${own.state}`)}</p>}
      <MeasureSuite />
      <span className={classes.quiet}>{say('measureHelp')}</span>
    </div>
  );
}

function MeasureSuite() {
  const say = useDeviceWords();
  const { runSuite } = useServices();
  const isRunning = useAppState((state) => isRunUnderWay(state.runState));
  return (
    <Button
      size="compact-md"
      leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
      // Not `disabled`, because the button must keep the focus while its suite runs.
      {...(isRunning && { 'data-disabled': true })}
      aria-disabled={isRunning}
      onClick={() => {
        if (!isRunning) void runSuite('quick');
      }}
    >
      {say('measure')}
    </Button>
  );
}

/** Opens the dialog that shows what would be sent. */
function Submit() {
  const say = useDeviceWords();
  const [isOpen, setOpen] = useState(false);
  const hasRecord = useAppState((state) => shownRecord(state) !== null);
  if (!hasRecord) return null;
  return (
    <>
      <Button
        variant="light"
        size="compact-md"
        leftSection={<IconSend size={15} aria-hidden />}
        data-testid="submit-run"
        onClick={() => setOpen(true)}
      >
        {say('submit')}
      </Button>
      <SubmitDialog isOpen={isOpen} close={() => setOpen(false)} />
    </>
  );
}
