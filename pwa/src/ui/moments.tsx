/**
 * What one practice offers at a moment of another: after a yes, at the end of a pause, when a topic has opened.
 * Practices do not import each other, so the shell hands over what they offer.
 */

import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import type { Part } from "../kernel/browser/parts";
import { asProblem } from "../kernel/browser/problem";
import { ButtonLink } from "./button";

interface Offered {
	readonly href: string;
	readonly title: string;
}

/**
 * A link to offer; null for nothing now; "later" if no practice should offer anything now. It does not tell at which
 * moment it was offered. Reads signals.
 */
export type Offer = () => Offered | "later" | null;

export type OfferPart = Part<{ readonly default: Offer }>;

let parts: readonly OfferPart[] = [];

/** Hands over what practices offer; called once, at start. */
export function hearOffers(list: readonly OfferPart[]): void {
	parts = list;
}

/** The moments that are on the screen, in the order in which they came. */
const moments = signal<readonly symbol[]>([]);

/**
 * The links that other practices offer at such a moment; of several moments on one screen, at the first. A part that
 * cannot be loaded now offers nothing.
 */
export function Offers() {
	const [offers, setOffers] = useState<readonly Offer[]>([]);
	const isFirst = useIsFirst();
	useEffect(() => {
		Promise.all(parts.map((load) => load())).then((loaded) => setOffers(loaded.map((one) => one.default)), asProblem);
	}, []);
	const found = offers.map((offer) => offer());
	if (!isFirst || found.includes("later")) return null;
	return (
		<>
			{found.map(
				(one, index) =>
					one !== null &&
					one !== "later" && (
						<ButtonLink key={index} wide href={one.href}>
							{one.title}
						</ButtonLink>
					),
			)}
		</>
	);
}

function useIsFirst(): boolean {
	const [own] = useState(() => Symbol("moment"));
	useEffect(() => {
		moments.value = [...moments.value, own];
		return () => {
			moments.value = moments.value.filter((one) => one !== own);
		};
	}, []);
	return moments.value[0] === own;
}
