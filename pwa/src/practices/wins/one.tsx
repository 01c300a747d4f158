/** One win: its line, and what the partner of its author says to it. */

import { useRoute } from "preact-iso";
import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { TextField } from "../../ui/field";
import { useGoOn } from "../../ui/go-on";
import { usePartner } from "../../ui/names";
import { Note, Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { useDraft } from "../../ui/typed";
import { longDate } from "../../ui/when";
import { useWin } from "./past";
import { appreciationWord, winWord } from "./say";
import { addLine, appreciate, removeWin, type Win } from "./store";
import { APPRECIATION_KINDS, type AppreciationKind } from "./words";
import "./wins.css";

export default function OneWin() {
	const { id = "" } = useRoute().params;
	const { start } = usePartner();
	const win = useWin(id);
	if (win === null) return null;
	if (!win) {
		return (
			<Page title={m.win_gone()} back="/wins">
				<ButtonLink href="/wins">{m.wins()}</ButtonLink>
			</Page>
		);
	}
	const { appreciation } = win;
	const when = m.who_when({ who: win.by_me ? m.you() : start, when: longDate(win.at, minute.value) });
	return (
		<Page title={winWord(win.kind)} back="/wins" lead={when}>
			{win.line && (
				<p class="win-line" dir="auto">
					{win.line}
				</p>
			)}
			<Unsent pending={win.by_me && win.pending} stuck={win.stuck} />
			{appreciation && (
				<Note>
					<span>
						{m.appreciation_by({
							name: appreciation.by_me ? m.you() : start,
							what: appreciationWord(appreciation.kind),
						})}
						{appreciation.line && (
							<span class="win-said" dir="auto">
								{appreciation.line}
							</span>
						)}
					</span>
				</Note>
			)}
			{win.read_only && <Note>{m.newer_words()}</Note>}
			{win.by_me ? <Mine key={win.id} win={win} /> : <Theirs key={win.id} win={win} />}
		</Page>
	);
}

function Mine({ win }: { readonly win: Win }) {
	const [line, setLine, draft] = useDraft(`win/${win.id}/line`, () => win.line);
	const goOn = useGoOn();
	const save = async (): Promise<void> => {
		await addLine(win, line);
		draft.done();
		say(m.saved());
	};
	const remove = async (): Promise<void> => {
		say(m.win_deleted(), await removeWin(win.id));
		goOn("/wins");
	};
	return (
		<div class="stack">
			{!win.read_only && (
				<>
					<TextField
						label={m.win_line()}
						value={line}
						onInput={setLine}
						draft={draft}
						toPartner={win.audience === "us"}
					/>
					<Button look="main" wide onClick={save}>
						{win.audience === "us" ? m.save_for_both() : m.keep_for_me()}
					</Button>
				</>
			)}
			<Button look="plain" wide onClick={remove}>
				{m.win_delete()}
			</Button>
			{win.audience === "me" && !alone.value && <p class="soft small centre">{m.win_only_me()}</p>}
		</div>
	);
}

/** A line, if wanted, and one tap. */
function Theirs({ win }: { readonly win: Win }) {
	const { inside, start } = usePartner();
	const [line, setLine, draft] = useDraft(`win/${win.id}/appreciation`, () => "");
	const answer = async (kind: AppreciationKind): Promise<void> => {
		const undo = await appreciate(win, kind, line);
		const restore = draft.done();
		say(m.appreciation_said({ name: start }), () => {
			restore();
			return undo();
		});
	};
	return (
		<section class="stack" aria-label={m.appreciate()}>
			<TextField label={m.appreciation_line()} value={line} onInput={setLine} draft={draft} toPartner />
			<div class="win-kinds">
				{APPRECIATION_KINDS.map((kind) => (
					<Button key={kind} disabled={kind === "own" && line.trim() === ""} onClick={() => answer(kind)}>
						{appreciationWord(kind)}
					</Button>
				))}
			</div>
			<p class="soft small">{m.appreciation_hint({ name: inside })}</p>
		</section>
	);
}
