/** Every time zone to choose from, UTC first: Intl leaves it out of its own list. */
export const timeZones = (): string[] => ['UTC', ...Intl.supportedValuesOf('timeZone')]
