/** Rituals in another calendar: a file with the words, or a link with times only. */

import { useEffect, useRef, useState } from "preact/hooks";
import { m } from "../../paraglide/messages.js";
import { useAct } from "../../ui/act";
import { Button, ButtonLink } from "../../ui/button";
import { Copyable } from "../../ui/copyable";
import { FileWaits, useFileToGive } from "../../ui/file-to-give";
import { Note, Trouble } from "../../ui/note";
import { Page } from "../../ui/page";
import { say } from "../../ui/snackbar";
import { longDay } from "../../ui/when";
import { calendarLinks, loadCalendarLinks, makeCalendar, makeCalendarLink, next, revokeCalendarLink } from "./store";

export default function CalendarScreen() {
	const file = useFileToGive();
	return (
		<Page title={m.calendar()} back="/time">
			<section class="card">
				<h2>{m.calendar_file_title()}</h2>
				<p>{m.calendar_file_lead()}</p>
				{next.value ? (
					<div class="btns">
						<Button onClick={async () => file.give(await makeCalendar())}>{m.calendar_download()}</Button>
					</div>
				) : (
					<p class="soft">{m.calendar_nothing()}</p>
				)}
				<FileWaits file={file} />
			</section>
			<Links />
		</Page>
	);
}

function Links() {
	const { busy, trouble, run } = useAct();
	const [url, setUrl] = useState<string | null>(null);
	const loading = useAct();
	useEffect(() => void loading.run(loadCalendarLinks), []);
	const stop = async (id: string): Promise<void> => {
		if (!(await run(() => revokeCalendarLink(id)))) return;
		setUrl(null);
		say(m.calendar_revoked());
	};
	return (
		<section class="card">
			<h2>{m.calendar_link_title()}</h2>
			<p>{m.calendar_link_lead()}</p>
			<Trouble>{trouble ?? loading.trouble}</Trouble>
			{url && <NewLink url={url} />}
			<div class="btns">
				<Button busy={busy} onClick={() => run(async () => setUrl(await makeCalendarLink()))}>
					{m.calendar_make_link()}
				</Button>
			</div>
			<ul class="calendar-links">
				{calendarLinks.value.map(({ id, added_day }) => (
					<li key={id}>
						<Link made={added_day} onStop={() => stop(id)} />
					</li>
				))}
			</ul>
		</section>
	);
}

/** Stopping it cannot be undone, so it takes a second step. */
function Link({ made, onStop }: { readonly made: string; readonly onStop: () => Promise<void> }) {
	const [asking, setAsking] = useState(false);
	const step = useRef<HTMLDivElement>(null);
	// the step is taller than the button, which may be the last line in sight
	useEffect(() => step.current?.scrollIntoView({ block: "center" }), [asking]);
	const since = m.calendar_link_since({ day: longDay(made) });
	if (!asking)
		return (
			<div class="row">
				<span class="grow small">{since}</span>
				<Button look="plain" onClick={() => setAsking(true)}>
					{m.calendar_revoke()}
				</Button>
			</div>
		);
	return (
		<div ref={step} class="stack-tight">
			<p class="small">{since}</p>
			<p class="small">{m.calendar_revoke_lead()}</p>
			<div class="btns">
				<Button onClick={() => setAsking(false)}>{m.calendar_keep()}</Button>
				<Button look="main" onClick={onStop}>
					{m.calendar_revoke_now()}
				</Button>
			</div>
		</div>
	);
}

function NewLink({ url }: { readonly url: string }) {
	return (
		<Note>
			<div class="grow stack-tight">
				<p>{m.calendar_link_once()}</p>
				<ButtonLink look="main" wide href={url.replace(/^https?:/, "webcal:")}>
					{m.calendar_subscribe()}
				</ButtonLink>
				<p class="small">{m.calendar_subscribe_hint()}</p>
				<Copyable text={url} label={m.calendar_link()} />
			</div>
		</Note>
	);
}
