/**
 * Back leads to where one came from, on screens that several places lead to. The place is in the address, so that it
 * survives a reload and the steps of a form.
 */

import { useLocation } from "preact-iso";

const PLACES = { today: "/", talk: "/talk", pause: "/pause", wobbles: "/wobbles" };

export type Origin = keyof typeof PLACES;

/** A link that tells the screen where its reader comes from; unchanged without that. */
export function linkFrom(origin: Origin | null, href: string): string {
	return origin ? `${href}${href.includes("?") ? "&" : "?"}from=${origin}` : href;
}

interface CameFrom {
	/** Null if the address names no place that is known. */
	readonly origin: Origin | null;
	/** The target of Back. */
	readonly back: string;
}

/** @param otherwise - where Back leads if the address names no place */
export function useCameFrom(otherwise: string): CameFrom {
	const { from = "" } = useLocation().query;
	const origin = isOrigin(from) ? from : null;
	return { origin, back: origin ? PLACES[origin] : otherwise };
}

function isOrigin(from: string): from is Origin {
	return Object.hasOwn(PLACES, from);
}
