/** What a practice provides to the shell, besides what it registers with the kernel. */

import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren, ComponentType } from "preact";
import type { Part } from "../kernel/browser/parts";
import type { Practice, Screen } from "../kernel/store/practice";
import type { IconProps } from "./icon";
import type { OfferPart } from "./moments";
import type { Slots } from "./place-order";
import type { Face } from "./record-face";
import type { PracticesPlace } from "./today-order";

export interface PracticeFace extends Practice {
	/** Its parts of Talk, Plan and Time, loaded together with those. */
	readonly places?: { readonly [Name in keyof Slots]?: Part<{ readonly default: PlaceParts<Name> }> };
	/** A row behind the avatar. */
	readonly way?: Way;
	/** Its part of Today, loaded together with Today. */
	readonly today?: Part<{ readonly default: TodayParts }>;
	/** What it shows above every screen, loaded once the first one is shown. */
	readonly everywhere?: Part<{ readonly default: ComponentType }>;
	/** What it offers at moments of other practices, or that nothing should be offered now; loaded with those. */
	readonly offers?: OfferPart;
	/** How its records read in the tray and in an export, loaded with those. */
	readonly face?: Part<{ readonly default: Face }>;
}

/** A tab of the bottom bar. */
export interface Place extends Screen {
	readonly label: () => string;
	readonly icon: ComponentType<IconProps>;
	/** The addresses that belong to it, as path prefixes. */
	readonly covers: readonly string[];
	/** Only shown in a couple. */
	readonly together?: boolean;
}

/** A row that leads to a screen. */
export interface Way {
	readonly href: string;
	readonly title: () => string;
	readonly hint: () => string;
	/** Only without a partner: in a couple one of the places leads there. */
	readonly alone?: true;
}

/** What a practice shows in the slots of a place; place-order.ts defines their order. */
export type PlaceParts<Name extends keyof Slots> = { readonly [slot in Slots[Name]]?: PlacePart };

export interface PlacePart {
	readonly Part: ComponentType;
	/** Whether it has something to show; always, if absent, but then it does not make its place begun. */
	readonly shows?: ReadonlySignal<boolean>;
}

export interface TodayParts {
	/** What is drawn in a person's circle; with two practices, the later one. Reads signals. */
	readonly portrait?: (who: "me" | "partner") => Portrait | null;
	/** What it shows in the slots of Today; today-order.ts defines their order. */
	readonly blocks?: { readonly [place in PracticesPlace]?: ComponentType<BlockProps> };
	/** The person has just done something of value: hints may be shown. */
	readonly begun?: ReadonlySignal<boolean>;
	/** Cards that wait for me; one is shown, the others behind "later". */
	readonly waiting?: ReadonlySignal<readonly Waiting[]>;
	/** Both are in a loop now: what can wait gives way to what they do instead. */
	readonly inLoop?: ReadonlySignal<boolean>;
	/** The link to ask the partner for something in this area; null if it is not offered. Reads signals. */
	readonly askIn?: AskIn;
}

export type AskIn = (area: string) => string | null;

export interface BlockProps {
	/** What the other practices offer, as in `TodayParts.askIn`. */
	readonly askIn: AskIn;
	/** Whether both are in a loop now, as one of the practices says. */
	readonly inLoop: boolean;
}

export interface Portrait {
	/** Drawn in a box of 56 by 56. */
	readonly drawing: ComponentChildren;
	/** The words for the drawing: "Alright". */
	readonly said: string;
	/** Under the name: "this morning"; null if the drawing is enough. */
	readonly caption: string | null;
	/** Saved on this phone and not sent yet. */
	readonly pending?: boolean;
	/** It was refused. */
	readonly stuck?: boolean;
	/** Opens more to read or add. */
	readonly onOpen?: () => void;
}

export interface Waiting {
	readonly key: string;
	readonly Card: ComponentType;
	/** It is over within hours, so it comes before what can wait for days. */
	readonly soon?: true;
	/**
	 * It only tells what the partner answered, or offers to ask: while one has a pause or both are in a loop, it is
	 * behind "later".
	 */
	readonly news?: true;
	/** One line, which fills no column by itself. */
	readonly hint?: true;
}
