/** The tray: what could not be sent, with its words and what to do. Nothing is deleted until the person says so. */

import { minute } from "../kernel/store/clock";
import {
	holdDiscard,
	holdKeepMine,
	keepForMe,
	refusals,
	retry,
	type TrayItem,
	textOf,
	tray,
} from "../kernel/sync/tray";
import { m } from "../paraglide/messages.js";
import { useAct } from "../ui/act";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copyable";
import { Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { problemWords } from "../ui/problem-words";
import type { RecordFace } from "../ui/record-face";
import { say } from "../ui/snackbar";
import { daypartWords } from "../ui/when";
import { type Faces, linesOf, recordFace } from "./faces";
import { NotOpened } from "./today-cards";

export function Tray({ faces }: { readonly faces: Faces }) {
	const unsent = tray.value.length > 0;
	const refused = refusals.value.length > 0;
	const lead = unsent ? m.tray_lead() : m.tray_empty();
	return (
		<Page title={m.tray_title()} back="/people" {...(unsent || !refused ? { lead } : {})}>
			<ul class="stack">
				{tray.value.map((item) => (
					<li key={item.id}>
						<Stuck item={item} face={recordFace(faces, item.kind)} />
					</li>
				))}
				{refused && (
					<li>
						<NotOpened />
					</li>
				)}
			</ul>
		</Page>
	);
}

function Stuck({ item, face }: { readonly item: TrayItem; readonly face: RecordFace }) {
	const { busy, trouble, run } = useAct();
	const mine = linesOf(face, item.mine, item.mine_fields);
	const text = textOf(item) && mine.join("\n");
	const conflict = item.problem.code === "stale_edit";
	const way = wayOn(item, conflict);
	// the app does not recommend one of two versions
	const look = conflict ? "quiet" : "main";
	const drop = () =>
		run(async () => say(conflict ? m.tray_mine_deleted() : m.tray_deleted(), await holdDiscard(item.id)));
	return (
		<article class="card">
			<h2>{face.name(item.record_id)}</h2>
			<p>{m.tray_written({ when: daypartWords(item.at, minute.value) })}</p>
			<p class="tray-problem">{problemWords(item.problem)}</p>
			<Version title={m.tray_yours()} words={mine} />
			{conflict && <Version title={m.tray_theirs()} words={linesOf(face, item.theirs, item.theirs_fields)} />}
			<Trouble>{trouble}</Trouble>
			<div class="btns">
				{way && (
					<Button look={look} busy={busy} onClick={() => run(() => way.go(item.id))}>
						{way.label}
					</Button>
				)}
				<Button onClick={drop}>{conflict ? m.tray_keep_theirs() : m.delete_()}</Button>
			</div>
			{text && <CopyButton text={text}>{m.tray_copy()}</CopyButton>}
		</article>
	);
}

/** The action that keeps the words; null if nobody can have them. */
function wayOn(
	{ apart, keepable }: TrayItem,
	conflict: boolean,
): { readonly label: string; go(id: number): Promise<void> } | null {
	if (keepable) return { label: m.keep_for_me(), go: keepForMe };
	if (apart) return null;
	return conflict ? { label: m.tray_keep_mine(), go: replace } : { label: m.try_again(), go: retry };
}

/** Replacing the partner's version also removes the words in it. */
async function replace(id: number): Promise<void> {
	say(m.tray_mine_kept(), await holdKeepMine(id));
}

function Version({ title, words }: { readonly title: string; readonly words: readonly string[] }) {
	if (words.length === 0) return null;
	return (
		<section class="tray-version">
			<h3>{title}</h3>
			{words.map((word) => (
				<p key={word} dir="auto">
					{word}
				</p>
			))}
		</section>
	);
}
