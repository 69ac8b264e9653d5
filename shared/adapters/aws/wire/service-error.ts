/** An error that AWS answered with, under the name that it has in the API reference. Further members are the answer's. */
export class ServiceError extends Error {
  readonly status: number;

  constructor(name: string, message: string, status: number, members: object = {}) {
    super(message);
    Object.assign(this, members);
    this.name = name;
    this.message = message;
    this.status = status;
  }
}
