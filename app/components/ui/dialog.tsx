import { useEffect, useId, useRef, type ReactNode } from 'react'
import { IconButton } from './button'
import { classes } from './classes'

type DialogProps = {
  open: boolean
  onClose: () => void
  title: ReactNode
  /** Buttons, the one that does it last. Inside a form put them in `DialogActs` instead. */
  acts?: ReactNode
  /** A cross in the corner, for dialogs that are read and not answered; its name for readers. */
  closeLabel?: string
  className?: string
  children?: ReactNode
}

/** A native modal dialog: focus stays inside, Escape or a press on the scrim closes it, focus goes back where it was. */
export function Dialog({ open, onClose, title, acts, closeLabel, className, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()

  useEffect(() => {
    const node = dialog.current
    if (!node) return
    if (open && !node.open) node.showModal()
    if (!open && node.open) node.close()
  }, [open])

  return (
    <dialog
      ref={dialog}
      className={classes('dialog', className)}
      aria-labelledby={heading}
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === event.currentTarget && outside(event.currentTarget, event)) event.currentTarget.close()
      }}
    >
      {closeLabel ? (
        <div className="dialog__h">
          <h2 className="h2" id={heading}>
            {title}
          </h2>
          <IconButton icon="close" label={closeLabel} onClick={onClose} />
        </div>
      ) : (
        <h2 className="h2" id={heading}>
          {title}
        </h2>
      )}
      {children}
      {acts ? <DialogActs>{acts}</DialogActs> : null}
    </dialog>
  )
}

export function DialogActs({ children }: { children: ReactNode }) {
  return <div className="dialog__acts">{children}</div>
}

/** A press on the scrim reaches the dialog itself, with a point outside its box. */
function outside(node: HTMLElement, point: { clientX: number; clientY: number }): boolean {
  const box = node.getBoundingClientRect()
  const { clientX: x, clientY: y } = point
  return x < box.left || x > box.right || y < box.top || y > box.bottom
}
