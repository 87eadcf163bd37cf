/** What the bundler makes of an import with a question mark: the address of a file of our own. */
declare module "*?url" {
  const address: string;
  export default address;
}

declare module "*?worker&url" {
  const address: string;
  export default address;
}
