/**
 * People and settings in three groups: the couple, this phone, your data; deleting last and apart. Help and leaving
 * are always visible.
 */

import { useState } from "preact/hooks";
import { leave } from "../kernel/identity/account";
import { oldWords, wayBack } from "../kernel/keys/way-back";
import { alone, leaving } from "../kernel/store/session";
import { refusals, tray } from "../kernel/sync/tray";
import { m } from "../paraglide/messages.js";
import { PRACTICES } from "../practices";
import { NameForm } from "../practices/profiles/name-form";
import { useAct } from "../ui/act";
import { Button, ButtonLink } from "../ui/button";
import { putAway } from "../ui/later";
import { initial, useNames, usePartner } from "../ui/names";
import { Note, Trouble } from "../ui/note";
import { Page } from "../ui/page";
import { WayRow } from "../ui/row-link";
import { scrollToTop } from "../ui/scroll";
import { hush } from "../ui/snackbar";
import { useNewcomer } from "../ui/use-newcomer";

const WAYS = PRACTICES.flatMap(({ way }) => way ?? []);

export default function PeopleScreen() {
	const { inside } = usePartner();
	const [left, setLeft] = useState<string | null>(null);
	const tellLeft = (name: string): void => {
		setLeft(name);
		scrollToTop();
	};
	return (
		<Page title={m.people_and_settings()} back="/">
			<div role="status">
				{leaving.value ? <Note>{m.leaving()}</Note> : left && <Note>{m.left({ name: left })}</Note>}
			</div>
			<div class="columns">
				<div class="column">
					<ForYou />
					<YouTwo hasJustLeft={left !== null} onLeft={() => tellLeft(inside)} />
				</div>
				<div class="column">
					<ThisPhone />
					<YourData />
				</div>
			</div>
			{/* apart, so that nobody taps it by mistake */}
			<nav class="apart" aria-label={m.erase_title()}>
				<ul class="rows">
					<WayRow href="/people/erase" title={m.erase_title()} hint={m.erase_hint()} />
				</ul>
			</nav>
		</Page>
	);
}

function ForYou() {
	return (
		<nav aria-label={m.people_for_you()}>
			<ul class="rows">
				{WAYS.filter((way) => alone.value || !way.alone).map(({ href, title, hint }) => (
					<WayRow key={href} href={href} title={title()} hint={hint()} />
				))}
			</ul>
		</nav>
	);
}

interface YouTwoProps {
	readonly hasJustLeft: boolean;
	readonly onLeft: () => void;
}

function YouTwo({ hasJustLeft, onLeft }: YouTwoProps) {
	const { inside } = usePartner();
	if (alone.value) {
		return (
			<section class="group" aria-labelledby="you">
				<h2 id="you">{m.you()}</h2>
				{!hasJustLeft && <Alone />}
				<NameForm />
				<ButtonLink href="/help" wide>
					{m.help_and_safety()}
				</ButtonLink>
			</section>
		);
	}
	return (
		<section class="group" aria-labelledby="you-two">
			<h2 id="you-two">{m.people_you_two()}</h2>
			<Partner />
			<NameForm />
			<Leave onLeft={onLeft} />
			<ul class="rows">
				<WayRow href="/people/seat" title={m.seat_way({ name: inside })} hint={m.seat_way_hint()} />
			</ul>
		</section>
	);
}

function Alone() {
	return (
		<section class="card">
			<h3>{m.connect_card_title()}</h3>
			<p class="lead">{m.connect_card_lead()}</p>
			<div class="btns">
				<ButtonLink href="/people/connect" look="main">
					{m.connect()}
				</ButtonLink>
			</div>
		</section>
	);
}

function Partner() {
	const { theirs } = useNames();
	const { start } = usePartner();
	return (
		<section class="card row" aria-label={m.partner()}>
			<span class="partner-letter" aria-hidden="true">
				{initial(theirs)}
			</span>
			<div class="grow">
				<h3>{start}</h3>
				<p class="lead">{m.partner_connected()}</p>
			</div>
			<a class="btn plain" href="#leave">
				{m.leave_title()}
			</a>
		</section>
	);
}

function ThisPhone() {
	const waiting = tray.value.length + (refusals.value.length > 0 ? 1 : 0);
	return (
		<nav class="group" aria-labelledby="this-phone">
			<h2 id="this-phone">{m.this_phone()}</h2>
			<ul class="rows">
				{waiting > 0 && <WayRow href="/tray" title={m.tray_title()} hint={m.tray_count({ count: waiting })} />}
				<WayRow href="/settings" title={m.settings()} hint={m.settings_hint()} />
				<WayRow href="/install" title={m.install()} hint={m.install_hint()} />
			</ul>
		</nav>
	);
}

function YourData() {
	return (
		<nav class="group" aria-labelledby="your-data">
			<h2 id="your-data">{m.people_your_data()}</h2>
			<ul class="rows">
				<WayRow href="/settings/phones" title={m.my_phones()} hint={m.my_phones_hint()} />
				<WayRow href="/settings/phrase" title={m.words_title()} hint={wordsHint()} />
				<WayRow href="/people/export" title={m.export_title()} hint={m.export_hint()} />
			</ul>
		</nav>
	);
}

function wordsHint(): string {
	if (wayBack.value !== "left") return m.words_hint_none();
	return oldWords.value ? m.words_hint_old() : m.words_hint_left();
}

/** One tap, at once; nobody is told. */
function Leave({ onLeft }: { readonly onLeft: () => void }) {
	const { inside } = usePartner();
	const { busy, trouble, run } = useAct();
	const newcomer = useNewcomer();
	const go = async (): Promise<void> => {
		if (!(await run(leave))) return;
		hush();
		// no hint to connect for a while
		putAway("connect");
		onLeft();
	};
	return (
		<section class="section" aria-labelledby="leave">
			<h3 id="leave">{m.leave_title()}</h3>
			<ButtonLink href="/help" wide>
				{m.help_and_safety()}
			</ButtonLink>
			<p class="soft small">{m.leave_lead({ name: inside })}</p>
			{newcomer && <p class="soft small">{m.leave_newcomer()}</p>}
			<Trouble>{trouble}</Trouble>
			<Button wide busy={busy} onClick={go}>
				{m.leave()}
			</Button>
		</section>
	);
}
