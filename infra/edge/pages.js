// A CloudFront function (runtime 2.0), before every request: on AWS at the edge, locally before the pages and the API.
// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls it by this name
function handler(event) {
  const request = event.request;
  const uri = request.uri;
  if (uri === '/' || uri === '/app') {
    return {
      statusCode: 302,
      statusDescription: 'Found',
      headers: { location: { value: '/app/' }, 'cache-control': { value: 'no-store' } },
    };
  }
  // an address within the pages is the one document, which works out itself what to show; a file has an extension
  if (uri.startsWith('/app/') && !uri.slice(uri.lastIndexOf('/')).includes('.')) {
    request.uri = '/app/index.html';
  }
  // the firewall before the API counts by it; what a caller may have sent under this name is gone
  request.headers['x-vel-hjem-viewer'] = { value: event.viewer.ip };
  return request;
}
