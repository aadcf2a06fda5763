/** A full name whose given part gives way on a narrow screen. */
export function ShortName({ name }: { name: string }) {
  const cut = name.trim().lastIndexOf(' ') + 1
  return (
    <>
      {cut > 0 ? <span className="gn">{name.slice(0, cut)}</span> : null}
      {name.slice(cut)}
    </>
  )
}
