// preflight: content-type, header x-intercepted, method PUT, method DELETE, upload-listener
import { makeCalls } from '../shared/angular.js'

await makeCalls()
