/** One address, and nothing that could be two, or a header more. */
export const isMailAddress = (text: string): boolean =>
  text.length <= 320 && /^[^\s<>()[\]\\,;:"@\p{C}]+@[^\s<>()[\]\\,;:"@\p{C}]+$/u.test(text);

/** The domain of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** Whom mail comes from. */
export interface MailSender {
  name: string;
  address: string;
}

/** A sender as the configuration names it: an address, or a name with one behind it. Whether it is an address is not said. */
export const senderOf = (text: string): MailSender => {
  const { name, address } = /^(?<name>[^<>"\p{C}]+) <(?<address>[^<>]+)>$/u.exec(text)?.groups ?? {};
  return name === undefined || address === undefined ? { name: 'Sagewatch', address: text } : { name, address };
};
