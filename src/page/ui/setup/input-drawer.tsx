import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useAppState } from '../../store/app-context.ts';
import { standingFailure } from '../../store/standing-failure.ts';
import { Callout } from '../kit/callout.tsx';
import classes from './input.module.css';
import { InputEditor } from './input-editor.tsx';

/** The editor of query and documents over the page: at the left, or on a phone from the bottom. */
export function InputDrawer() {
  const { t } = useTranslation();
  const isOpen = useAppState((state) => state.editedInput !== null && state.shownResult !== 'ranking');
  const close = useAppState((state) => state.endInputEdit);
  const isPhone = useMediaQuery('(max-width: 39.99em)', false, { getInitialValueInEffect: false });
  return (
    <Drawer
      opened={isOpen}
      onClose={close}
      title={t('inputEditor.title')}
      closeButtonProps={{ 'aria-label': t('inputEditor.close') }}
      position={isPhone ? 'bottom' : 'left'}
      size={isPhone ? '85dvh' : 'min(34rem, 100%)'}
      classNames={{ content: classes.drawer ?? '', body: classes.drawerBody ?? '' }}
      transitionProps={{ duration: 120 }}
    >
      <InputProblem />
      <InputEditor />
    </Drawer>
  );
}

/** Why the last run could not begin, for as long as that still holds. */
function InputProblem() {
  const message = useAppState(standingFailure);
  if (!message?.key.startsWith('notice.inputProblem.')) return null;
  return <Callout severity="error" message={message} />;
}
