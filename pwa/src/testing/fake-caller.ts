/** Who calls the fake server. */

export interface Caller {
	readonly person_id: string;
	readonly device_id: string;
	readonly waiting: boolean;
}

/** A phone's cookie. */
export interface Jar {
	token: string | null;
}
