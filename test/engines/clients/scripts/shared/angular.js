// What every page of Angular calls, with whichever back end.
import '@angular/compiler'
import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http'
import { createApplication } from '@angular/platform-browser'
import { lastValueFrom, map, tap, timeout } from 'rxjs'

const api = 'https://api.example.com'
const interceptor = (request, next) =>
  next(
    request.url.includes('intercepted')
      ? request.clone({ setHeaders: { 'X-Intercepted': '1' } })
      : request,
  )
const logged = tap(({ type, loaded }) => console.log(type, loaded))

export async function makeCalls(...features) {
  const providers = [provideHttpClient(withInterceptors([interceptor]), ...features)]
  const http = (await createApplication({ providers })).injector.get(HttpClient)

  await tell('plain', () => lastValueFrom(http.get(`${api}/plain`)))
  await tell('json', () => lastValueFrom(http.put(`${api}/json`, { a: 1 }).pipe(map(() => 1)))) // ← content-type, method PUT
  await tell('intercepted', () => lastValueFrom(http.get(`${api}/intercepted`))) // ← header x-intercepted
  await tell('progress', () => {
    const options = { observe: 'events', reportProgress: true, responseType: 'text' }
    return lastValueFrom(
      http.post(`${api}/progress`, 'text', options).pipe(
        logged,
        map(() => 1),
      ),
    )
  })
  await tell('denied', () => lastValueFrom(http.delete(`${api}/denied`)))
  await tell('missing', () => lastValueFrom(http.get(`${api}/missing`)))
  await tell('timeout', () => lastValueFrom(http.get(`${api}/slow`).pipe(timeout(60))))
}
