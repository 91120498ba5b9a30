/** Something that waits for a future without being a callback: it is woken in its turn among the callbacks. */
export interface Waiter {
  /** The future is done. */
  wake(): unknown;
}

/** Who is told when a future is done: a callback, or a waiter. */
export type Follower = ((future: never) => unknown) | Waiter;

/** The followers of one future in the order in which they came: mostly one, which needs no list. */
export type Followers = Follower | Follower[] | undefined;

/** The followers with one more. */
export function withFollower(followers: Followers, follower: Follower): Followers {
  if (followers === undefined) return follower;
  if (!Array.isArray(followers)) return [followers, follower];
  followers.push(follower);
  return followers;
}

/** The followers as a list. */
export function listFollowers(followers: Followers): readonly Follower[] {
  if (followers === undefined) return [];
  return Array.isArray(followers) ? followers : [followers];
}
