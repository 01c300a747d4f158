/** Wins: one tap records one, and the list shows both people's, each with what was said to it. */

import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button } from "../../ui/button";
import { Segments } from "../../ui/choice";
import { OnIcon } from "../../ui/icons";
import { usePartner } from "../../ui/names";
import { Unsent } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { longDate } from "../../ui/when";
import { appreciationWord, winWord } from "./say";
import { audience, recordWin, removeWin, setAudience, type Win, wins } from "./store";
import { WIN_KINDS, type WinKind } from "./words";
import "./wins.css";

export default function WinsScreen() {
	return (
		<Page title={m.wins()} back="/" lead={m.wins_lead()}>
			<Record />
			{wins.value.length > 0 && (
				<ul class="rows">
					{wins.value.map((win) => (
						<li key={win.id}>
							<Row win={win} />
						</li>
					))}
				</ul>
			)}
		</Page>
	);
}

function Record() {
	const record = async (kind: WinKind): Promise<void> => {
		const both = audience.value === "us";
		const id = await recordWin(kind);
		say(both ? m.win_saved_us() : m.win_saved_me(), async () => {
			await removeWin({ id });
		});
	};
	return (
		<section class="stack-tight" aria-label={m.win_one()}>
			{alone.value ? (
				<p class="soft small">{m.only_you_see()}</p>
			) : (
				<Segments
					legend={m.who_sees()}
					value={audience.value}
					options={[
						{ value: "us", label: m.for_both() },
						{ value: "me", label: m.only_me() },
					]}
					onChoose={setAudience}
				/>
			)}
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
				{win.line && <span class="hint">{isolated(win.line)}</span>}
				<span class="hint">
					{m.win_who_when({ who: win.by_me ? m.you() : start, when: longDate(win.at, minute.value) })}
				</span>
				{appreciation && <span class="hint plum">{appreciationWord(appreciation.kind)}</span>}
				<Unsent pending={win.by_me && win.pending} stuck={win.stuck} />
			</span>
			<OnIcon size={1.25} />
		</a>
	);
}
