/** nginx as a child: one process in the foreground, which writes nowhere but into its folder. */

import type { ChildServer } from './child.ts'

/** nginx with this in its only `server { }`, and this in its `http { }`. */
export const nginxChild = (server: string, http = ''): ChildServer => ({
  name: 'nginx',
  args: (file, folder) => ['-c', file, '-p', folder, '-e', 'stderr'],
  configuration: (port, folder) => `
    daemon off;
    master_process off;
    pid ${folder}/pid;
    error_log stderr crit;
    events { }
    http {
      access_log off;
      client_body_temp_path ${folder}/body;
      proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi;
      scgi_temp_path ${folder}/scgi;
      ${http}
      server {
        listen 127.0.0.1:${port};
        # A redirect has to stay with whatever stands in front.
        absolute_redirect off;
        ${server}
      }
    }`,
})
