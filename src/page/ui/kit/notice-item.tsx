import { memo } from 'react';
import { useAppState } from '../../store/app-context.ts';
import type { Notice } from '../../store/notices-slice.ts';
import { Callout } from './callout.tsx';

export const NoticeItem = memo(function NoticeItem({ notice }: { readonly notice: Notice }) {
  const dismiss = useAppState((state) => state.dismissNotice);
  const { id, severity, message } = notice;
  return <Callout severity={severity} message={message} onDismiss={() => dismiss(id)} />;
});
