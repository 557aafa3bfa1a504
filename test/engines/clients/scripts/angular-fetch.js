// preflight: content-type, header x-intercepted, method PUT, method DELETE
import '@angular/compiler'
import { withFetch } from '@angular/common/http'
import { makeCalls } from '../shared/angular.js'

await makeCalls(withFetch())
