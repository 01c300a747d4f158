/** What belongs to one check-in: for one's own a place to add to it, for the partner's a place to read. */

import { signal } from "@preact/signals";
import { minute } from "../../kernel/clock";
import { alone } from "../../kernel/session";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { Scale, SomeChips } from "../../ui/choice";
import { Face, moodWord } from "../../ui/faces";
import { Fact } from "../../ui/facts";
import { LongTextField } from "../../ui/field";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Sheet } from "../../ui/sheet";
import { hush, say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { daypartWords, joined, ownMoment } from "../../ui/when";
import { feelingGroups, feelingWord } from "./feelings";
import { OthersOfToday } from "./others-of-today";
import { addDetails, type CheckIn, mine, remove, theirs } from "./store";

export const opened = signal<string | null>(null);

export function openCheckIn(id: string): void {
	// what the sheet covers cannot be undone there: it has a Delete of its own
	hush();
	opened.value = id;
}

function close(): void {
	opened.value = null;
}

export function CheckInSheet({ id }: { readonly id: string }) {
	const own = mine.value.find((one) => one.id === id);
	if (own) return own.read_only ? <Reading checkIn={own} /> : <Details key={id} checkIn={own} />;
	const other = theirs.value.find((one) => one.id === id);
	return other ? <Reading checkIn={other} /> : null;
}

const MOST_FEELINGS = 3;

type Touched = Partial<Pick<CheckIn, "energy" | "closeness" | "feelings" | "note">>;

/** Only what is touched here is saved, so that what arrives meanwhile from another phone stays. */
function Details({ checkIn }: { readonly checkIn: CheckIn }) {
	const [touched, setTouched, draft] = useDraft<Touched>(`check-in/${checkIn.id}`, () => ({}));
	const { energy, closeness, feelings, note } = { ...checkIn, ...touched };
	const touch = (change: Touched): void => setTouched({ ...touched, ...change });
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
			<Feelings checkIn={checkIn} chosen={feelings} onChange={(to) => touch({ feelings: to })} />
			<LongTextField label={m.note()} value={note} onInput={(to) => touch({ note: to })} draft={draft} />
			{Object.keys(touched).length === 0 && <OthersOfToday than={checkIn.id} onOpen={openCheckIn} />}
			<div class="sheet-foot stack-tight">
				<Button look="main" wide onClick={save}>
					{checkIn.audience === "us" ? m.save_for_both() : m.keep_for_me()}
				</Button>
			</div>
		</Sheet>
	);
}

interface FeelingsProps {
	readonly checkIn: CheckIn;
	readonly chosen: readonly string[];
	readonly onChange: (chosen: readonly string[]) => void;
}

function Feelings({ checkIn, chosen, onChange }: FeelingsProps) {
	return (
		<section class="field" aria-labelledby="feelings">
			<p class="label" id="feelings">
				{m.feelings()}{" "}
				<span class="feelings-chosen">{chosen.length > 0 ? joined(chosen.map(feelingWord)) : m.feelings_up_to()}</span>
			</p>
			<div class="rows">
				{feelingGroups(checkIn.mood).map(({ id, label, feelings }) => (
					<details key={id} name="feelings" class="feelings-group">
						<summary>{label}</summary>
						<SomeChips legend={label} options={feelings} chosen={chosen} most={MOST_FEELINGS} onChange={onChange} />
					</details>
				))}
			</div>
		</section>
	);
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

/** Deleting stands here, far from saving. */
function Head({ checkIn: { mood, at, by_me, pending, stuck }, onDelete }: HeadProps) {
	return (
		<div class="check-in-head">
			<span class={by_me ? "check-in-face clay" : "check-in-face sea"}>
				<Face mood={mood} />
			</span>
			<div class="grow">
				<p class="check-in-mood">{moodWord(mood)}</p>
				<p class="soft small">{by_me ? ownMoment(at, minute.value) : daypartWords(at, minute.value)}</p>
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
