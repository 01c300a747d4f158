/** Around one screen: if it fails, it takes nothing else along, and the next one opens as ever. */

import { Component, type ComponentChildren } from "preact";
import { Broken } from "./broken";

interface ShelterProps {
	/** The address of the screen; another one is tried anew. */
	readonly place: string;
	readonly children: ComponentChildren;
}

export class Shelter extends Component<ShelterProps, { readonly failed: string | null }> {
	override state = { failed: null };

	override componentDidCatch(error: unknown): void {
		this.setState({ failed: this.props.place });
		reportError(error);
	}

	override render({ place, children }: ShelterProps) {
		return this.state.failed === place ? <Broken /> : children;
	}
}
