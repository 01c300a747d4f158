/** Repairs a link whose # a mail or chat app wrote as %23: the code is then in the path, where no screen is. */

/** Moves the code back into the fragment, before any screen reads the address. */
export function bringCodeBack(): void {
	const [, way, code] = /^(\/pair|\/move|\/join)\/?%23(.+)/i.exec(location.pathname) ?? [];
	if (way && code) history.replaceState(null, "", `${way}#${code}`);
}
