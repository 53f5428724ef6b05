// A CloudFront function for "viewer request": a private bucket has files only, and the handbook's addresses are folders.
function handler(event) {
  var request = event.request;
  var last = request.uri.split("/").pop();
  if (last === "") {
    request.uri += "index.html";
  } else if (last.indexOf(".") < 0) {
    // One slash at the start: after two, a browser would read the name of another host.
    return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: request.uri.replace(/^\/+/, "/") + "/" } } };
  }
  return request;
}
