/** What a practice shows of itself to the shell, beside what it tells the kernel. */

import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import type { Practice } from "../kernel/practice";
import type { IconProps } from "./icons";
import type { PracticesPlace } from "./today-order";

export interface PracticeFace extends Practice {
	/** A place in the bar at the bottom. */
	readonly place?: Place;
	/** Its part of Today, loaded together with Today. */
	readonly today?: () => Promise<{ readonly default: TodayParts }>;
}

export interface Place {
	readonly path: string;
	readonly label: () => string;
	readonly icon: ComponentType<IconProps>;
	/** Other addresses that belong to it: all that begin so. */
	readonly covers?: string;
	/** Only where there are two. */
	readonly together?: boolean;
}

export interface TodayParts {
	/** What is drawn in a person's circle; of two practices the later one is drawn. Reads signals. */
	readonly portrait?: (who: "me" | "partner") => Portrait | null;
	/** What it shows in the places of Today; today-order.ts says what stands where. */
	readonly blocks?: { readonly [place in PracticesPlace]?: ComponentType<BlockProps> };
	/** The person has done something of value here: hints may come. */
	readonly begun?: ReadonlySignal<boolean>;
	/** What waits for me; one is shown, the others behind "later". */
	readonly waiting?: ReadonlySignal<readonly Waiting[]>;
	/** Where one asks the partner for something in this area; null where it is not to be offered. Reads signals. */
	readonly askIn?: AskIn;
}

export type AskIn = (area: string) => string | null;

export interface BlockProps {
	/** What the other practices offer, as `TodayParts.askIn`. */
	readonly askIn: AskIn;
}

export interface Portrait {
	/** In a box of 56 by 56. */
	readonly drawing: ComponentChildren;
	/** What the drawing says: "Alright". */
	readonly said: string;
	/** Under the name: "this morning"; null where what is drawn says it all. */
	readonly caption: string | null;
	/** Saved on this phone and not sent yet. */
	readonly pending?: boolean;
	/** It was refused. */
	readonly stuck?: boolean;
	/** Opens what else there is to read or add. */
	readonly onOpen?: () => void;
}

export interface Waiting {
	readonly key: string;
	readonly Card: ComponentType;
}
