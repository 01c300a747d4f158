/** A slot of a place: the parts of practices that show now. */

import { Fragment } from "preact";
import type { Slots } from "../ui/place-order";
import type { PlaceParts } from "../ui/practice-face";

export interface PlaceProps<Name extends keyof Slots> {
	readonly parts: readonly PlaceParts<Name>[];
}

interface SlotProps<Name extends keyof Slots> extends PlaceProps<Name> {
	readonly slot: Slots[Name];
}

export function Slot<Name extends keyof Slots>({ slot, parts }: SlotProps<Name>) {
	return (
		<>
			{parts.map(({ [slot]: part }, index) => (
				<Fragment key={index}>{part && (part.shows?.value ?? true) && <part.Part />}</Fragment>
			))}
		</>
	);
}

/** Whether a part in one of these slots has something to show. Reads signals. */
export function isFilled<Name extends keyof Slots>(
	parts: readonly PlaceParts<Name>[],
	...slots: readonly Slots[Name][]
): boolean {
	return parts.some((part) => slots.some((slot) => part[slot]?.shows?.value));
}
