/** Wins: one tap records one, and the list shows both people's, each with what was said to it. */

import { minute } from "../../kernel/store/clock";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { Earlier } from "../../ui/earlier";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { longDate } from "../../ui/when";
import { WhoSees } from "../../ui/who-sees";
import { Why } from "../../ui/why";
import { useWins } from "./past";
import { appreciationWord, winWord } from "./say";
import { audience, recordWin, removeWin, type Win } from "./store";
import { WIN_KINDS, type WinKind } from "./words";
import "./wins.css";

export default function WinsScreen() {
	const wins = useWins();
	return (
		<Page title={m.wins()} back="/" lead={m.wins_lead()}>
			<Record />
			<Earlier items={wins ?? []} row={(win) => <Row win={win} />} />
			<Why lines={[m.wins_why(), m.wins_why_not(), m.wins_why_known()]} />
		</Page>
	);
}

function Record() {
	const record = async (kind: WinKind): Promise<void> => {
		const both = audience.now.value === "us";
		const id = await recordWin(kind);
		say(both ? m.win_saved_us() : m.win_saved_me(), async () => {
			await removeWin(id);
		});
	};
	return (
		<section class="stack-tight" aria-label={m.win_one()}>
			<WhoSees of={audience} />
			<div class="win-kinds">
				{WIN_KINDS.map((kind) => (
					<Button key={kind} onClick={() => record(kind)}>
						{winWord(kind)}
					</Button>
				))}
			</div>
		</section>
	);
}

function Row({ win }: { readonly win: Win }) {
	const { start } = usePartner();
	const { appreciation } = win;
	return (
		<a class="row-link" href={`/wins/${win.id}`}>
			<span class="grow">
				<b>{winWord(win.kind)}</b>
				<span class="hint">{win.line ? isolated(win.line) : win.by_me && !win.read_only && m.win_add_line()}</span>
				<span class="hint">
					{m.who_when({ who: win.by_me ? m.you() : start, when: longDate(win.at, minute.value) })}
				</span>
				{appreciation && <span class="hint plum">{appreciationWord(appreciation.kind)}</span>}
				<Unsent pending={win.by_me && win.pending} stuck={win.stuck} />
			</span>
			<OnIcon size={1.25} />
		</a>
	);
}
