/** A link whose mark was written as %23 on its way, by a mail or a chat: its code stands in the path, and no screen is there. */

/** Puts the code back where it belongs, before any screen looks at the address. */
export function bringCodeBack(): void {
	const [, way, code] = /^(\/pair|\/move)\/?%23(.+)/i.exec(location.pathname) ?? [];
	if (way && code) history.replaceState(null, "", `${way}#${code}`);
}
