/**
 * What one practice offers at a moment of another: after a yes, at the end of a pause, when a topic has opened.
 * Practices do not import each other, so the shell hands over what they offer.
 */

import { useEffect, useState } from "preact/hooks";
import type { Part } from "../kernel/browser/parts";
import { asProblem } from "../kernel/browser/problem";
import { ButtonLink } from "./button";

/** The practice whose moment it is. */
export type Moment = "ask" | "pause" | "topic";

/** A link to offer; null for nothing now. `id` is that of the moment's record. Reads signals. */
export type Offer = (moment: Moment, id: string) => { readonly href: string; readonly title: string } | null;

export type OfferPart = Part<{ readonly default: Offer }>;

let parts: readonly OfferPart[] = [];

/** Hands over what practices offer; called once, at start. */
export function hearOffers(list: readonly OfferPart[]): void {
	parts = list;
}

/** The links that other practices offer at this moment. A part that cannot be loaded now offers nothing. */
export function Offers({ moment, id }: { readonly moment: Moment; readonly id: string }) {
	const [offers, setOffers] = useState<readonly Offer[]>([]);
	useEffect(() => {
		Promise.all(parts.map((load) => load())).then((loaded) => setOffers(loaded.map((one) => one.default)), asProblem);
	}, []);
	return (
		<>
			{offers.map((offer, index) => {
				const found = offer(moment, id);
				return (
					found && (
						<ButtonLink key={index} wide href={found.href}>
							{found.title}
						</ButtonLink>
					)
				);
			})}
		</>
	);
}
