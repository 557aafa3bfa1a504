/** Whether a value is a Request, be it of another window. */
export const isRequest = (input: unknown): input is Request =>
  Object.prototype.toString.call(input) === '[object Request]'
