import { Tooltip as MantineTooltip, type TooltipProps as MantineTooltipProps } from '@mantine/core';
import {
  type Attributes,
  cloneElement,
  type DOMAttributes,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useState,
} from 'react';

type Listeners = Pick<DOMAttributes<HTMLElement>, 'onPointerEnter' | 'onPointerLeave' | 'onFocus' | 'onBlur'>;

type TargetProps = Attributes & Listeners & { readonly 'aria-describedby'?: string | undefined };

interface TooltipProps extends Pick<MantineTooltipProps, 'position' | 'offset' | 'w'> {
  readonly label: ReactNode;
  readonly disabled?: boolean;
  /** What the label explains. It hands the props it is given on to one element. */
  readonly children: ReactElement<TargetProps>;
}

/** How long the pointer rests on something before its tooltip appears. */
const delayMs = 350;

/**
 * A label that appears when the pointer rests on its target, or when the keyboard reaches it. Mantine's own tooltip
 * places itself by a dozen hooks, several of which have React draw it once more while the page opens. So nothing
 * of it exists before it is first wanted.
 */
export function Tooltip({ label, disabled = false, children, ...look }: TooltipProps) {
  const id = useId();
  const [target, setTarget] = useState<HTMLElement | null>(null);
  const [wish, setWish] = useState<'none' | 'soon' | 'open'>('none');
  const isOpen = wish === 'open' && target !== null && !disabled;

  useEffect(() => {
    if (wish !== 'soon') return;
    const timer = setTimeout(() => setWish('open'), delayMs);
    return () => clearTimeout(timer);
  }, [wish]);
  useEffect(() => {
    if (!isOpen) return;
    const close = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') setWish('none');
    };
    document.addEventListener('keydown', close);
    return () => document.removeEventListener('keydown', close);
  }, [isOpen]);

  const { props } = children;
  const listeners: Required<Listeners> = {
    onPointerEnter: (event: PointerEvent<HTMLElement>) => {
      props.onPointerEnter?.(event);
      // A finger cannot rest on anything: the tooltip would come with a tap, and stay.
      if (event.pointerType === 'touch') return;
      setTarget(event.currentTarget);
      setWish((before) => (before === 'none' ? 'soon' : before));
    },
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      props.onPointerLeave?.(event);
      setWish('none');
    },
    onFocus: (event: FocusEvent<HTMLElement>) => {
      props.onFocus?.(event);
      if (!event.target.matches(':focus-visible')) return;
      setTarget(event.currentTarget);
      setWish('open');
    },
    onBlur: (event: FocusEvent<HTMLElement>) => {
      props.onBlur?.(event);
      setWish('none');
    },
  };
  const describedBy = [props['aria-describedby'], isOpen ? id : undefined].filter((one) => one !== undefined);
  return (
    <>
      {cloneElement(children, {
        ...listeners,
        ...(describedBy.length > 0 && { 'aria-describedby': describedBy.join(' ') }),
      })}
      {target !== null && (
        <MantineTooltip {...look} target={target} opened={isOpen} label={<span id={id}>{label}</span>} />
      )}
    </>
  );
}
