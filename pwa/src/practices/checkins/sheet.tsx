/** The sheet of a check-in: edit your own, read your partner's. */

import { signal } from "@preact/signals";
import { locked } from "../../kernel/store/locked";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { Scale } from "../../ui/choice";
import { DraftKept } from "../../ui/discard-draft";
import { Face, moodWord } from "../../ui/faces";
import { Fact } from "../../ui/facts";
import { feelingWord, likelyTone, suitingFeelings } from "../../ui/feelings";
import { Feelings } from "../../ui/feelings-field";
import { LongTextField } from "../../ui/field";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Sheet } from "../../ui/sheet";
import { hush, say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { joined } from "../../ui/when";
import { whenWords } from "./moments";
import { OthersOfToday } from "./others-of-today";
import { useOwnFeelings } from "./own-feelings";
import { addDetails, type CheckIn, remove } from "./store";

/** The id of the check-in whose sheet is open. */
const opened = signal<string | null>(null);

export function openCheckIn(id: string): void {
	// the sheet covers the snackbar's Undo, and has its own Delete
	hush();
	opened.value = id;
}

function close(): void {
	opened.value = null;
}

/** When the screen is left with the sheet open, so that it does not come back by itself. The lock brings it back. */
export function closeUnlessLocked(): void {
	if (!locked.value) close();
}

/** The sheet that is open, if it is of one of these. */
export function CheckInSheet({ among }: { readonly among: readonly CheckIn[] }) {
	const checkIn = among.find(({ id }) => id === opened.value);
	if (!checkIn) return null;
	const { id, by_me, read_only } = checkIn;
	return by_me && !read_only ? <Details key={id} checkIn={checkIn} /> : <Reading checkIn={checkIn} />;
}

type Touched = Partial<Pick<CheckIn, "energy" | "closeness" | "feelings" | "note">>;

/** Saves only the fields changed here, so that changes from another phone are kept. */
function Details({ checkIn }: { readonly checkIn: CheckIn }) {
	const [touched, setTouched, draft] = useDraft<Touched>(`check-in/${checkIn.id}`, () => ({}));
	const again = useOwnFeelings();
	const { energy, closeness, feelings, note } = { ...checkIn, ...touched };
	const touch = (change: Touched): void => setTouched(unlike(checkIn, { ...touched, ...change }));
	const save = async (): Promise<void> => {
		if (Object.keys(touched).length > 0) await addDetails(checkIn.id, { ...touched, note: note.trim() });
		draft.done();
		close();
	};
	const deleteIt = async (): Promise<void> => {
		const restore = draft.done();
		close();
		const undo = await remove(checkIn.id);
		say(m.check_in_deleted(), () => {
			restore();
			return undo();
		});
	};
	return (
		<Sheet title={m.check_in_more_title()} onClose={close}>
			<Head checkIn={checkIn} onDelete={deleteIt} />
			<Feelings
				form={`check-in/${checkIn.id}`}
				suiting={suitingFeelings(checkIn.mood)}
				likely={likelyTone(checkIn.mood)}
				again={again}
				chosen={feelings}
				onChange={(to) => touch({ feelings: to })}
			/>
			<LongTextField
				label={m.note()}
				value={note}
				onInput={(to) => touch({ note: to })}
				draft="with the form"
				toPartner={checkIn.audience === "us"}
			/>
			{!alone.value && (
				<Scale
					legend={m.closeness()}
					low={m.closeness_low()}
					high={m.closeness_high()}
					value={closeness}
					onChoose={(to) => touch({ closeness: to })}
				/>
			)}
			<Scale
				legend={m.energy()}
				low={m.energy_low()}
				high={m.energy_high()}
				value={energy}
				onChoose={(to) => touch({ energy: to })}
			/>
			{Object.keys(touched).length === 0 && <OthersOfToday than={checkIn.id} onOpen={openCheckIn} />}
			<div class="sheet-foot stack-tight">
				<DraftKept draft={draft} />
				<Button look="main" wide onClick={save}>
					{checkIn.audience === "us" ? m.save_for_both() : m.keep_for_me()}
				</Button>
			</div>
		</Sheet>
	);
}

/** The changes that are not saved yet. */
function unlike(saved: CheckIn, touched: Touched): Touched {
	const isNew = ([name, value]: [string, unknown]): boolean =>
		// only fields of this form have names here
		JSON.stringify(value) !== JSON.stringify(saved[name as keyof Touched]);
	return Object.fromEntries(Object.entries(touched).filter(isNew));
}

function Reading({ checkIn }: { readonly checkIn: CheckIn }) {
	const partner = usePartner();
	const { energy, closeness, feelings, note } = checkIn;
	return (
		<Sheet title={checkIn.by_me ? m.you() : partner.start} onClose={close}>
			<Head checkIn={checkIn} />
			{note && (
				<blockquote class="check-in-note" dir="auto">
					{note}
				</blockquote>
			)}
			<dl class="facts">
				{feelings.length > 0 && <Fact name={m.feelings()} value={joined(feelings.map(feelingWord))} />}
				{energy && <Fact name={m.energy()} value={m.of_five({ value: energy })} />}
				{closeness && <Fact name={m.closeness()} value={m.of_five({ value: closeness })} />}
			</dl>
			{checkIn.read_only && <Note>{m.newer_words()}</Note>}
		</Sheet>
	);
}

interface HeadProps {
	readonly checkIn: CheckIn;
	readonly onDelete?: () => unknown;
}

/** Delete is far from Save. */
function Head({ checkIn, onDelete }: HeadProps) {
	const { mood, by_me, pending, stuck } = checkIn;
	return (
		<div class="check-in-head">
			<span class={by_me ? "check-in-face clay" : "check-in-face sea"}>
				<Face mood={mood} />
			</span>
			<div class="grow">
				<p class="check-in-mood">{moodWord(mood)}</p>
				<p class="soft small">{whenWords(checkIn)}</p>
				<Unsent pending={by_me && pending} stuck={stuck} />
			</div>
			{onDelete && (
				<Button look="plain" label={m.check_in_delete()} onClick={onDelete}>
					{m.delete_()}
				</Button>
			)}
		</div>
	);
}
