/** One way to go from Talk: what it is, with an example in plain words. */

import type { ComponentType } from "preact";
import type { IconProps } from "./icon";
import { OnIcon } from "./icons";

interface WayProps {
	readonly href: string;
	readonly Icon: ComponentType<IconProps>;
	readonly title: string;
	readonly hint: string;
}

export function WayRow({ href, Icon, title, hint }: WayProps) {
	return (
		<li>
			<a class="row-link" href={href}>
				<span class="row-sign">
					<Icon />
				</span>
				<span class="grow">
					<b>{title}</b>
					<span class="hint">{hint}</span>
				</span>
				<OnIcon size={1.25} />
			</a>
		</li>
	);
}
